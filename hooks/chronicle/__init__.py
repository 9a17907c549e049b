"""A chronicle of one contested event: records and prose in, Markdown pages out.

The modules are named after the way of the data: `document` reads one file, `model` says what a record is, `load`
reads all of them, `relate` connects them, `origins` counts what rests on what, `check` finds every problem, `view`
works out what a page shows, `render` writes the pages. Nothing here uses the network, the clock or MkDocs.
"""

from __future__ import annotations

from .build import Page, Site, build
from .direction import direction
from .problem import Problem, report

__all__ = ["Page", "Problem", "Site", "build", "direction", "report"]
