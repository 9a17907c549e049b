"""How long texts may be, so that no file that anyone sends keeps a computer busy.

The limits are several times what any text has. Within them, every rule and Python-Markdown, whose
time grows with the brackets of a paragraph times its length, take at most a second or two.
"""

import re

MAX_WORD = 2_000
MAX_VALUE = 50_000
MAX_PAGE = 100_000
MAX_LINES = 3_000
MAX_PARAGRAPH = 8_000
MAX_BRACKETS = 300_000
MAX_ANGLES = 200
DEEP = re.compile(r"^[ \t]{81}|^(?:[ \t]*[>*+-]){21}", re.M)
SHORTER = "make it shorter, or break it up"


def value_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with the length of one value of a record, and what to do."""
    if len(text) > MAX_VALUE:
        return f"a text of {len(text):,} characters; {MAX_VALUE:,} are the limit", SHORTER
    longest = max(map(len, text.split()), default=0)
    if longest > MAX_WORD:
        return f"a word of {longest:,} characters; {MAX_WORD:,} are the limit", SHORTER
    return None


def page_fault(text: str) -> tuple[int, str, str] | None:
    """Where a page of prose is longer or deeper than can be read in time, what is wrong, and what
    to do."""
    if len(text) > MAX_PAGE or text.count("\n") > MAX_LINES:
        message = f"a page of more than {MAX_PAGE:,} characters or {MAX_LINES:,} lines"
        return 0, message, SHORTER
    if text.count("<") > MAX_ANGLES:
        return text.index("<"), f"a page with more than {MAX_ANGLES} <", SHORTER
    if deep := DEEP.search(text):
        return deep.start(), "lists or quotations nested more than 20 deep", SHORTER
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        if len(paragraph) > MAX_PARAGRAPH:
            return start, f"a paragraph of more than {MAX_PARAGRAPH:,} characters", SHORTER
        if paragraph.count("[") * len(paragraph) > MAX_BRACKETS:
            return start, "a paragraph with more brackets than can be read in time", SHORTER
        if fault := value_fault(paragraph):
            return start, *fault
        start += len(paragraph)
    return None
