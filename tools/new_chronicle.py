"""A new repository for another event: this engine, and an invented event with two accounts of one matter to write over.

`python tools/new_chronicle.py DIR` writes into a folder that is new or empty. What is copied is listed below; the records and
the prose of this chronicle are not.
"""

from __future__ import annotations

import secrets
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "tools" / "starter"
ENGINE = (
    "hooks", "overrides", "tests", "tools", ".ci", ".github", "docs/assets", "docs/contributing.md", "docs/hacking.md",
    "docs/reviewing.md", "docs/rules.md", "data/texts.yml", "Makefile", "pyproject.toml", "requirements.in", "requirements.txt",
    "requirements-dev.in", "requirements-dev.txt", ".gitignore",
)  # fmt: skip
LEFT_OUT = ("__pycache__", "*.pyc", ".hypothesis", ".pytest_cache", "test_this_chronicle.py")
NOT_NAMED = """# Names that must not stand in the records and in the prose, as salted digests: `make digest NAME="…"` prints the line to add.
salt: {salt}
digests: []
"""
LICENCE = """The records and the prose (data/, docs/):


{code}"""


def write(folder: Path) -> None:
    """Writes the whole repository. Raises FileExistsError where something lies in the folder already."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    for name in ENGINE:
        _copy(ROOT / name, folder / name)
    _copy(STARTER, folder)
    (folder / "data" / "not-named.yml").write_text(NOT_NAMED.format(salt=secrets.token_hex(16)), encoding="utf-8")
    (folder / "LICENSE").write_text(LICENCE.format(code=_licence_of_the_code()), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _licence_of_the_code() -> str:
    """The licence of the code and of the fonts goes with them; that of this chronicle's records and prose does not."""
    parts = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\nEverything else has its own licence:")
    fonts = "\n".join(line for line in parts[-1].splitlines() if "ont" in line) if len(parts) > 1 else ""
    return f"{parts[0].rstrip()}\n\n{fonts}".rstrip() + "\n"


def main() -> int:
    if len(sys.argv) != 2 or not sys.argv[1]:
        print("Name the folder: make new-chronicle DIR=folder", file=sys.stderr)
        return 1
    folder = Path(sys.argv[1])
    try:
        write(folder)
    except FileExistsError:
        print(f"{folder} is not empty; name a new folder.", file=sys.stderr)
        return 1
    print(f"Written to {folder}. Now: cd {folder} && git init && make serve; README.md says what to replace.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
