"""The pages that people write, apart from the prose about records."""

from collections.abc import Iterator
from functools import partial

from ..model.kinds import FOLDERS
from ..text.citations import BLOCK_MARKER, without_code
from .page import Page
from .page_writer import PageIdentity, PageWriter, first_heading

BLOCK_FILES = {
    "map": "data/map/map.yml",
    "neutral-words": "data/neutral-words.yml",
    "not-used": "data/not-used.yml",
    "vocabulary": "data/vocabulary.yml",
    "words": "data/vocabulary.yml",
}
"""The file that a block is made from, for those that are made from one."""
LISTING = {"agreed", "days", "gaps", "question-links", "questions"}
"""The blocks that list records: a page of them is in parts if it is long."""


def prose_pages(writer: PageWriter) -> Iterator[Page]:
    """Every page of prose that is of no record."""
    for path, prose in writer.chronicle.records.prose.items():
        if path.partition("/")[0] not in FOLDERS.values():
            blocks = [match[1] for match in BLOCK_MARKER.finditer(without_code(prose.text))]
            files = dict.fromkeys(BLOCK_FILES[name] for name in blocks if name in BLOCK_FILES)
            identity = PageIdentity(path, first_heading(prose.text), [f"docs/{path}", *files])
            text, lists = partial(writer.prose, prose.text, path), not LISTING.isdisjoint(blocks)
            yield writer.planned(identity, text, in_parts=lists)
