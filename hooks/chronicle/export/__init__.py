"""The chronicle as files that others can use: pure functions from the records to `{path: text}`.

`records` says what is exported of each record, `shapes` what its columns are; `tables` (JSON and CSV), `geo`,
`references`, `calendar`, `feed`, `linked`, `package` and `schemas` write a family of files each. A new export is a
function that returns an `Export` and a line in `exports`; a test compares all of them with the files in data/.
"""

from __future__ import annotations

from ..relate import Chronicle
from .base import Export
from .calendar import calendar
from .feed import feed
from .geo import geo
from .linked import linked
from .package import package
from .records import Plainly
from .references import references
from .schemas import schemas
from .tables import tables, written

__all__ = ["Export", "Plainly", "exports"]


def exports(chronicle: Chronicle, address: str = "") -> list[Export]:
    """Every file for others to use. `address` is where the site is published, with a slash at its end, if that is known."""
    plainly = Plainly(chronicle)
    found = tables(plainly)
    files = written(plainly, found)
    files += [geo(plainly), *references(chronicle), calendar(chronicle, address), feed(chronicle, address)]
    files += [linked(plainly, address), package(chronicle, found, files), *schemas(plainly)]
    return files
