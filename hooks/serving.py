"""`mkdocs serve` makes a page when a reader asks for it, and shows in the browser what is wrong: in
place of every page, and until it is right.

MkDocs itself makes every page before it answers, answers no request after a build that failed, and
does not start if the first one fails. It has no event for either, so its build and the application
of its server are wrapped.
"""

import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from jinja2 import Environment
from mkdocs.commands import serve
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory

from chronicle.problems import Problem

HTML = [("Content-Type", "text/html")]
MOST_TRIES = 5
"""How often a page is made again since a new build has taken it away before it was read."""
_one_at_a_time = RLock()
_offered: list[Callable[[str], bool]] = []
PAGE = Environment(autoescape=True).from_string("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ heading }}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; scrollbar-width: none }
body { block-size: 500000px; margin: 0 } /* so long that readers come back to where they were */
main { position: fixed; inset: 0; overflow: auto; outline: 0 }
article { max-inline-size: 50rem; margin: 2rem auto; padding-inline: 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.4rem } ol { padding: 0; list-style: none } li { margin-block: 1rem }
li code { display: block; font-weight: bold }
</style>
</head>
<body>
<main tabindex="-1" autofocus><article>
<h1>{{ heading }}</h1>
<ol>
{%- for one in problems %}
<li><code>{{ one.path }}:{{ one.line }}:{{ one.column }}</code> {{ one.text }}</li>
{%- endfor %}
</ol>
<p>Once this is corrected, the page comes back by itself.</p>
</article></main>
<script>
// MkDocs answers with the number of the build on show, as soon as it is another one.
const wait = (seen) => fetch(`/livereload/${seen}/0`).then((answer) => answer.text(), () => seen)
  .then((now) => seen && now !== seen ? location.reload() : setTimeout(wait, 200, now));
wait(0);
</script>
</body>
</html>
""")


class Faulty(Abort):
    """The problems for which nothing is built."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''}; nothing was built.")
        self.problems = problems


def show_faults() -> None:
    """Lets `mkdocs serve` show the faults of a build. `config.extra["served"]` is then true."""
    serve.build = _build_or_show  # type: ignore[attr-defined]  # what it imports by this name


def _build_or_show(config: MkDocsConfig, **options: Any) -> None:
    config.extra["served"] = True
    with _one_at_a_time:
        _offered.clear()
        try:
            build(config, **options)
        except Exception as fault:
            _show_instead(fault, config.site_dir)


def _show_instead(fault: BaseException, folder: str) -> None:
    """Shows a fault in place of the site: what MkDocs answers for an address without a file."""
    _offered.clear()
    clean_directory(folder)
    Path(folder, "404.html").write_bytes(_shown(fault))


def offer(write: Callable[[str], bool]) -> None:
    """Gives what a build can still make. `write` writes the file at a path in the site, such as
    events/fire.html, and says whether there is one."""
    _offered[:] = [write]


def make_when_asked(server: LiveReloadServer) -> None:
    """Lets a server make what it does not find, and show what is wrong with the settings."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="ignore")
        for _ in range(MOST_TRIES):
            said: list[Any] = []
            answer = server.serve_request(environ, lambda *start, to=said: to.append(start))
            if not said[0][0].startswith("404"):
                break
            try:
                if not _made(path.removeprefix(server.mount_path)):
                    break
            except Exception as fault:
                said, answer = [("500 Internal Server Error", HTML)], [_shown(fault)]
                break
        start_response(*said[0])
        return answer

    build_again = server.builder

    def builder() -> None:
        try:
            build_again()
        except (Exception, SystemExit) as fault:  # of the settings, which it reads before it builds
            with _one_at_a_time:
                _show_instead(fault, server.root)

    server.builder = builder
    server.set_app(application)


def _made(path: str) -> bool:
    with _one_at_a_time:
        return any(write(path) for write in _offered)


def _shown(fault: BaseException) -> bytes:
    if isinstance(fault, MkDocsException):
        fault.show()
    else:
        traceback.print_exc()
    return fault_page(fault).encode()


def fault_page(fault: BaseException) -> str:
    """The page that says why a build failed: every problem with its place and what to do."""
    problems = fault.problems if isinstance(fault, Faulty) else ()
    name = "" if isinstance(fault, MkDocsException) else f"{type(fault).__name__}: "
    return PAGE.render(heading=f"{name}{fault}", problems=problems)
