"""The commands of people who write records, as `make` calls them."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import load_records
from chronicle.files.pydantic_errors import BLANK
from chronicle.problems import InvalidValue, report
from chronicle.site import read_chronicle

from . import difference, formatting, importing, new_record, releasing, schema_files
from .difference_report import as_markdown, as_text

EXAMPLE = "make new KIND=source ID=courier-1901-05-03-fire"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 1 if it was refused. What is wrong is one line."""
    logging.getLogger().addHandler(logging.NullHandler())  # libraries' warnings are no answer
    options = _parser().parse_args(arguments)
    try:
        done: int = options.run(options)
    except InvalidValue as invalid:
        return _refused(invalid)
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="authoring", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str
    ) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=about)
        found.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
        found.set_defaults(run=run)
        return found

    new = command("new", _new, "write a new record with a comment at every field")
    new.add_argument("--kind", default="", help=", ".join(new_record.WISHED))
    new.add_argument("--id", default="", help="its id; source-id#statement-id for a statement")
    new.add_argument("--url", default="", help="the address of a source; nothing is fetched")
    new.add_argument("--from", default="", dest="origin", help="a reference: .json, .bib or .ris")
    command("format", _format, "put the records into one style, without changing what they say")
    command("schema", _schema, "write the schemas for editors")
    diff = command("diff", _diff, "list what differs in statements, positions and counts")
    diff.add_argument("--base", default="", help="a commit, or a folder with another state")
    diff.add_argument("--format", default="", help="text or markdown")
    release = command("release", _release, "write a new version and what it publishes")
    release.add_argument("version", help="three numbers, such as 1.2.0")
    release.add_argument("--date", default="", help="the day of the version; today by default")
    return parser


def _refused(invalid: InvalidValue) -> int:
    hint = f" ({invalid.hint})" if invalid.hint else ""
    print(" ".join(f"{invalid}{hint}".split()), file=sys.stderr)
    return 1


def _new(options: argparse.Namespace) -> int:
    root = options.root
    chronicle = Chronicle(load_records(root))
    kind, id_, url = _asked(root, chronicle, options)
    wish, account = _wish(chronicle, kind, id_, url, options.origin)
    path, text = new_record.new_record(root, chronicle, wish)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w" if kind == "statement" else "x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    for line in account:
        print(line)
    name = path.relative_to(root).as_posix()
    print(f"{name} is written. Fill in every {BLANK}; make check names those that are left.")
    return 0


def _asked(root: Path, chronicle: Chronicle, options: argparse.Namespace) -> tuple[str, str, str]:
    """The kind, the id and the address; what was not given is asked for until it is right."""
    kind, id_, url = options.kind.casefold(), options.id, options.url
    alone = not kind and not id_
    if id_:
        new_record.check_form(id_.partition("#")[2] or id_)
    if not kind:
        kinds = ", ".join(new_record.WISHED)
        kind = _ask(f"What is new? One of {kinds}: ", str.casefold, new_record.check_kind)
    new_record.check_kind(kind)
    if not id_:
        example = "source-id#statement-id" if kind == "statement" else new_record.EXAMPLE_ID
        question = f"Its id, which never changes, such as {example}: "
        id_ = _ask(question, str, lambda id_: new_record.check_id(root, chronicle, kind, id_))
    if alone and kind == "source" and not url and not options.origin:
        question = "Its address, or nothing if it has none: "
        url = _ask(question, str, lambda url: new_record.check_address(chronicle, url))
    return kind, id_, url


def _ask(question: str, form: Callable[[str], str], check: Callable[[str], object]) -> str:
    """An answer that `check` accepts."""
    while True:
        try:
            answer = form(input(question if sys.stdin.isatty() else f"{question}\n").strip())
        except EOFError:
            raise InvalidValue("no answer", EXAMPLE) from None
        try:
            check(answer)
        except InvalidValue as invalid:
            _refused(invalid)
        else:
            return answer


def _wish(
    chronicle: Chronicle, kind: str, id_: str, url: str, origin: str
) -> tuple[new_record.Wish, list[str]]:
    """What is known of the record, from an address and a reference, and what to say of that."""
    if kind != "source" and (url or origin):
        hint = "URL= and FROM= are for KIND=source"
        raise InvalidValue(f"a record of kind {kind} has no reference", hint)
    if not origin:
        new_record.check_address(chronicle, url)
        return new_record.Wish(kind, id_, {"URL": url} if url else {}), []
    reference = importing.read_reference(Path(origin))
    found, comments = str(reference.values.get("URL", "")), reference.comments
    comments += [f"URL  {found}"] if found and url and found != url else []
    new_record.check_address(chronicle, url or found)
    values = {**reference.values, **({"URL": url} if url else {})}
    account = [*reference.account, *_not_taken(reference)]
    if comments:
        account.append("Read the comments, use what belongs in a field, and delete them.")
    account.append(
        "Compare all of it with the publication: types, dates and names are often wrong."
    )
    marked = tuple(f"from the reference: {text}" for text in comments)
    return new_record.Wish(kind, id_, values, marked), account


def _not_taken(reference: importing.Reference) -> list[str]:
    if not reference.others:
        return []
    listed = "; ".join(reference.others)
    return [f"Only the first reference of the file was taken. Not taken: {listed}"]


def _format(options: argparse.Namespace) -> int:
    changed, left = formatting.format_records(options.root)
    for path in changed:
        print(f"{path}: formatted")
    for line in left:
        print(line, file=sys.stderr)
    print(f"{len(changed)} file{'' if len(changed) == 1 else 's'} formatted.")
    return _schema(options)


def _schema(options: argparse.Namespace) -> int:
    chronicle = Chronicle(load_records(options.root))
    for path in schema_files.write_schemas(options.root, chronicle):
        print(f"{path}: written")
    return 0


def _diff(options: argparse.Namespace) -> int:
    base = options.base or "origin/main"
    folder = Path(base)
    is_chronicle = (folder / "data").is_dir()
    before = (
        difference.state_in_folder(folder)
        if is_chronicle
        else difference.state_at_revision(options.root, base)
    )
    found = difference.difference(before, difference.state_in_folder(options.root))
    print((as_markdown if options.format == "markdown" else as_text)(found), end="")
    return 0


def _release(options: argparse.Namespace) -> int:
    chronicle, problems = read_chronicle(options.root)
    if problems:
        print(report(problems), file=sys.stderr)
        return 1
    day = options.date or date.today().isoformat()
    print(releasing.release(options.root, chronicle, options.version, day))
    return 0
