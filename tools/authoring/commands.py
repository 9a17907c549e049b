"""The commands of those who write records, as `make` calls them: `new`, `format`, `schema`, `diff`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from chronicle.authoring import blank, change, reference, schemas, tidy
from chronicle.files.pydantic_errors import BLANK
from chronicle.model import records as model
from chronicle.problems import Mistake, Problem
from chronicle.site import read


def new(root: Path, kind: str, id_: str, url: str, origin: str) -> int:
    """Writes a new record, asking for what was not said. What is wrong is one line."""
    try:
        if not kind and not id_:
            kind, id_, url = _asked(url)
        if not kind or not id_:
            raise Mistake(f"name the {'kind' if id_ else 'id'}", "make new KIND=source ID=courier-1901-05-03-fire")
        values, left = _values(kind, url, origin)
        path, text = blank.make(root, read(root)[0], blank.Wish(kind, id_, values))
    except Mistake as mistake:
        return _refused(mistake)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("w" if kind == "statement" else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return _refused(Mistake(f"{path.relative_to(root).as_posix()} exists", "choose another id"))
    for name, value in left.items():
        print(
            f"The reference's '{name}' was left out, since no record holds it so: {Problem('', 0, 0, value).said[:80]}"
        )
    if origin:
        print("Compare what the reference gave with the publication: type, date and names are often guesses.")
    print(
        f"{path.relative_to(root).as_posix()} is written. Fill in every {BLANK}; make check names those that are left."
    )
    return 0


def _asked(url: str) -> tuple[str, str, str]:
    """The kind, the id and the address, as somebody types them."""
    try:
        kind = input(f"What is new? One of {', '.join([*model.KINDS, 'statement'])}: ").strip()
        like = {
            "source": "the paper, the date and a word: courier-1901-05-03-fire",
            "statement": "source-id#statement-id",
        }
        id_ = input(f"Its id, which never changes ({like.get(kind, 'words joined by hyphens')}): ").strip()
        if kind == "source" and not url:
            url = input("Its address (nothing, if it has none): ").strip()
    except EOFError:
        print()
        raise Mistake("nobody answered", "make new KIND=source ID=courier-1901-05-03-fire") from None
    return kind, id_, url


def _values(kind: str, url: str, origin: str) -> tuple[dict[str, object], dict[str, str]]:
    values, left = reference.values(Path(origin)) if origin else ({}, {})
    if url:
        values["URL"] = str(model.checked_address(url))
    if values and kind != "source":
        raise Mistake(f"a record of kind {kind} has no reference", "URL= and FROM= are for KIND=source")
    return values, left


def _refused(mistake: Mistake) -> int:
    hint = f" ({mistake.hint})" if mistake.hint else ""
    print(" ".join(f"{mistake}{hint}".split()), file=sys.stderr)
    return 1


def format_(root: Path) -> int:
    """Mends trivial faults in data/, and writes the schemas for editors anew."""
    changed, left = tidy.tidy(root)
    for path in changed:
        print(f"{path}: mended")
    for line in left:
        print(line, file=sys.stderr)
    schema(root)
    print(f"{len(changed)} file{'' if len(changed) == 1 else 's'} mended.")
    return 0


def schema(root: Path) -> int:
    """Writes the schemas for editors anew."""
    chronicle = read(root)[0]
    if not chronicle.records.vocabulary:
        return _refused(Mistake("data/vocabulary.yml cannot be read", "make check says why"))
    for path in schemas.write(root, chronicle):
        print(f"{path}: written anew")
    return 0


def diff(root: Path, base: str, form: str) -> int:
    """Prints what differs from a commit, or from a folder."""
    try:
        before = change.at_folder(Path(base)) if os.path.isdir(Path(base) / "data") else change.at_revision(root, base)
    except Mistake as mistake:
        return _refused(mistake)
    found = change.difference(before, change.at_folder(root))
    print(change.as_markdown(found) if form == "markdown" else change.as_text(found), end="")
    return 0
