"""The chronicle as files that others can use: pure functions from the records to `{path: text}`.

`records` says what is exported of each record, `shapes` what its columns are; `tables` (JSON and CSV), `geo`,
`references`, `calendar`, `feed`, `linked`, `package` and `schemas` write the files; `listing` is the page about them. A new export is a
function that returns an `Export` and a line in `exports`; a test compares all of them with the files in data/.
"""

from __future__ import annotations

from ..domain.chronicle import Chronicle
from . import calendar, feed, geo, linked, package, references, schemas, tables
from .base import Export
from .records import Plainly

__all__ = ["Export", "Plainly", "exports"]


def exports(chronicle: Chronicle, address: str = "") -> list[Export]:
    """Every file for others to use. `address` is where the site is published, with a slash at its end, if that is known."""
    plainly = Plainly(chronicle)
    found = tables.tables(plainly)
    files = [*tables.written(plainly, found), geo.places(plainly), *references.references(chronicle)]
    files += [calendar.chronology(chronicle, address), feed.corrections(chronicle, address)]
    files += [linked.graph(plainly, address), package.package(chronicle, found, files), *schemas.schemas(plainly)]
    return [*files, _checksums(files)]


def _checksums(files: list[Export]) -> Export:
    """`SHA256SUMS`, which `sha256sum --check` reads."""
    lines = [f"{file.checksum}  {file.path}\n" for file in files]
    return Export("SHA256SUMS", "whole", "".join(lines), len(lines))
