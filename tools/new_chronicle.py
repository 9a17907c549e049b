"""`make new-chronicle DIR=folder`: a new repository for another event. It has this engine, and the
invented event of the tests as its first records and prose."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from authoring.releasing import UNRELEASED, with_values

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import load_records
from chronicle.model.site import SiteSettings

ROOT = Path(__file__).resolve().parents[1]
WORLD = ROOT / "tests" / "fixtures" / "world"
ENGINE = (
    *("hooks", "overrides", "tests", "tools", ".ci", ".github", ".vscode", ".gitignore"),
    *("docs/engine", "docs/contributing.md", "docs/reviewing.md", "docs/rules.md"),
    "docs/security.md",
    *("Makefile", "pyproject.toml"),
    *sorted(path.name for path in ROOT.glob("requirements*")),
)
OF_THIS_EVENT = ("test_this_chronicle.py", "test_neutral_words.py", "queries.yml")
CACHES = ("__pycache__", ".hypothesis", ".*_cache")
README = """# {title}

This event is invented, for you to replace with yours: `docs/engine/forks.md` says how.
{commands}
## Licences

Code: MIT. Records and prose: not chosen yet. See [LICENSE](LICENSE).

The engine is that of commit {commit} of the repository from which this one was made.
"""


def write(folder: Path) -> None:
    """Writes the whole repository. Raises OSError, before anything is written, if the folder cannot
    have one of its own."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is not an empty folder; name a new one")
    if folder.resolve().is_relative_to(ROOT):
        raise OSError(f"{folder} is in this repository; name a folder outside, such as ../another")
    for name in ENGINE:
        _copy(ROOT / name, folder / name)
    for name in ("data", "docs"):
        _copy(WORLD / name, folder / name)
    (folder / "data" / "published.json").unlink()  # a new chronicle has published nothing
    site = Chronicle(load_records(folder)).site
    for name, text in _adapted(site).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        left_out = shutil.ignore_patterns(*OF_THIS_EVENT, *CACHES)
        shutil.copytree(source, target, ignore=left_out, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _adapted(site: SiteSettings) -> dict[str, str]:
    """Files that speak of this event, without it. The licence of the records is left blank."""
    readme, changelog, licence = (
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("README.md", "CHANGELOG.md", "LICENSE")
    )
    commands = readme[readme.index("\n## ") : readme.index("\n## Licences")]
    blank = dict.fromkeys(("title", "version", "date-released", "license"), "")
    citation = with_values(ROOT / "CITATION.cff", {**blank, "authors": "[]"})
    named = {"site_name": site.title, "site_description": site.description}
    return {
        "README.md": README.format(title=site.title, commands=commands, commit=_commit()),
        "CITATION.cff": re.sub(r"^ .*\n", "", citation, flags=re.M),
        "CHANGELOG.md": changelog.partition(UNRELEASED)[0] + UNRELEASED,
        "LICENSE": licence.partition("\nThe records and the prose")[0],
        "mkdocs.yml": with_values(ROOT / "mkdocs.yml", named),
        "data/site.yml": with_values(WORLD / "data" / "site.yml", {"licence": ""}),
    }


def _commit() -> str:
    """The commit of this repository, after which a fork looks for later versions of the engine."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "(not known)"


def main() -> int:
    """Writes into the folder that is named; the exit code is 1 if it cannot."""
    if len(sys.argv) != 2 or not sys.argv[1]:
        print("Name the folder: make new-chronicle DIR=folder", file=sys.stderr)
        return 1
    folder = Path(sys.argv[1]).expanduser()
    try:
        write(folder)
    except OSError as error:
        print(f"Nothing is written: {error}", file=sys.stderr)
        return 1
    print(f"Written to {folder}. Its README.md says what to replace. Now:")
    print(f"cd {shlex.quote(str(folder))} && git init && git add -A && git commit -m Begin")
    print("make serve")
    return 0


if __name__ == "__main__":
    sys.exit(main())
