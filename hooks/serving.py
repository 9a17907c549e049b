"""`mkdocs serve` shows in the browser what is wrong: in place of every page, and until it is right.

MkDocs itself answers no request after a build that failed, and does not start if the first one
fails. It has no event for either, so its build is wrapped.
"""

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import serve
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils import clean_directory

from chronicle.problems import Problem

PAGE = Environment(autoescape=True).from_string("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ heading }}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-inline-size: 50rem; margin: 2rem auto; padding-inline: 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.4rem } ol { padding: 0; list-style: none } li { margin-block: 1rem }
li code { display: block; font-weight: bold }
</style>
</head>
<body>
<h1>{{ heading }}</h1>
<ol>
{%- for one in problems %}
<li><code>{{ one.path }}:{{ one.line }}:{{ one.column }}</code> {{ one.text }}</li>
{%- endfor %}
</ol>
<p>Once this is corrected, the page comes back by itself.</p>
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
    try:
        build(config, **options)
    except Exception as fault:
        if isinstance(fault, MkDocsException):
            fault.show()
        else:
            traceback.print_exc()
        clean_directory(config.site_dir)
        # What MkDocs answers for every address that it has no file for.
        Path(config.site_dir, "404.html").write_text(fault_page(fault), encoding="utf-8")


def fault_page(fault: Exception) -> str:
    """The page that says why a build failed: every problem with its place and what to do."""
    problems = fault.problems if isinstance(fault, Faulty) else ()
    name = "" if isinstance(fault, MkDocsException) else f"{type(fault).__name__}: "
    return PAGE.render(heading=f"{name}{fault}", problems=problems)
