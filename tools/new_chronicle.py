"""A new repository for another event: this engine, and an invented event with two accounts of one matter to write over.

`python tools/new_chronicle.py DIR` writes into a folder outside this repository that is new or empty. What is copied is listed
below; the records and the prose of this chronicle are not.
"""

from __future__ import annotations

import re
import secrets
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "tools" / "starter"
EXAMPLES = ROOT / "tools" / "starter_examples.md"
EXAMPLE = re.compile(r"^```yaml\n# (data/\S+)\n.*?^```\n", re.M | re.S)
ENGINE = (
    "hooks", "overrides", "tests", "tools", ".ci", ".github", "docs/contributing.md", "docs/hacking.md",
    "docs/reviewing.md", "docs/rules.md", "data/texts.yml", "data/schema", "Makefile", "pyproject.toml", "requirements.in",
    "requirements.txt", "requirements-dev.in", "requirements-dev.txt", ".gitignore", ".vscode",
)  # fmt: skip
LEFT_OUT = ("__pycache__", "*.pyc", ".hypothesis", ".pytest_cache", "test_this_chronicle.py", "queries.yml")
NOT_NAMED = """# Names that must not stand in the records and in the prose, as salted digests: `make digest NAME="…"` prints the line to add.
salt: {salt}
digests: []
"""
LICENCE = """The records and the prose (data/, docs/):


{code}"""


def write(folder: Path) -> None:
    """Writes the whole repository. Raises OSError, before anything is written, where the folder cannot hold one of its own."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is not an empty folder; name a new one")
    if folder.resolve().is_relative_to(ROOT):
        raise OSError(f"{folder} lies in this repository; name a folder outside of it, such as ../another")
    for name in ENGINE:
        _copy(ROOT / name, folder / name)
    _copy(STARTER, folder)
    with (folder / "README.md").open("a", encoding="utf-8") as readme:
        readme.write(f"\nThe engine is that of commit {_commit()} of the repository that this one was begun from.\n")
    page = folder / "docs" / "contributing.md"
    page.write_text(_with_examples(page.read_text(encoding="utf-8")), encoding="utf-8")
    texts = folder / "data" / "texts.yml"
    texts.write_text(_without_places(texts.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "data" / "not-named.yml").write_text(NOT_NAMED.format(salt=secrets.token_hex(16)), encoding="utf-8")
    (folder / "LICENSE").write_text(LICENCE.format(code=_licence_of_the_code()), encoding="utf-8")


def _without_places(texts: str) -> str:
    """The pages' own texts without the places that the search knows in other languages, which are those of this event."""
    return re.sub(r"^search_places: >-\n(?:  .*\n)+", 'search_places: ""\n', texts, flags=re.M)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _commit() -> str:
    """The commit that this repository stands at, from which later versions of the engine are told."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "(not known)"


def _with_examples(page: str) -> str:
    """The page on contributing with the records that it shows in the words of the new chronicle's vocabulary."""
    own = {found[1]: found[0] for found in EXAMPLE.finditer(EXAMPLES.read_text(encoding="utf-8"))}
    return EXAMPLE.sub(lambda found: own.get(found[1], found[0]), page)


def _licence_of_the_code() -> str:
    """The licences of the code and of what lies beside it go with them; those of the records, the prose and the map do not."""
    code, _, others = (
        (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\nEverything else has its own licence:\n\n")
    )
    kept = [
        one for one in re.split(r"^(?=- )", others, flags=re.M) if one.startswith(("- overrides/assets/", "- tests/"))
    ]
    return "\n\n".join(part for part in (code.rstrip(), "".join(kept).rstrip()) if part) + "\n"


def main() -> int:
    if len(sys.argv) != 2 or not sys.argv[1]:
        print("Name the folder: make new-chronicle DIR=folder", file=sys.stderr)
        return 1
    folder = Path(sys.argv[1]).expanduser()
    try:
        write(folder)
    except OSError as error:
        print(f"Nothing is written: {error}", file=sys.stderr)
        return 1
    print(f"Written to {folder}. README.md there says what to replace. Now:")
    print(f"cd {shlex.quote(str(folder))} && git init && git add -A && git commit -m 'Begun' && make serve")
    return 0


if __name__ == "__main__":
    sys.exit(main())
