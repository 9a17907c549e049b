"""Links from prose to the glossary: the first mention of each word, with what it means as the
link's title, which the theme shows as a tooltip."""

import re
from collections.abc import Iterable

from ..model.vocabulary import GlossaryEntry
from ..text.citations import BLOCK_MARKER, CITATION_GROUP, NOTE_MARK, blank, without_code
from ..text.sentences import sentences
from ..text.word_matching import QUOTED_WORDS, word_expression
from .templates import relative

GLOSSARY = "glossary.md"
MOST_MARKS = 8
"""The most words that are marked in one text: more would make it hard to read."""
MARKS = re.compile(r"[\\`*_\[\]<>&]")
HIDDEN = (
    BLOCK_MARKER,
    CITATION_GROUP,
    NOTE_MARK,
    re.compile(r"!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])|<[^<>\s]*>|https?://\S+"),
    re.compile(r"^(?:[ ]{0,3}(?:#{1,6}[ ]|>|\[[^\]]*\]:)|[ ]{4}|\t).*$", re.M),
    QUOTED_WORDS,
)
"""What is no word of ours: markers, notes, links, headings, quotations, indented code."""


class GlossaryMarks:
    """The words of a glossary, as they are written in the language of the pages."""

    def __init__(self, entries: Iterable[GlossaryEntry], language: str) -> None:
        self._entries = [one for one in entries if _forms(one, language)]
        self._entries.sort(key=lambda one: -max(map(len, _forms(one, language))))
        forms = (word_expression(_forms(one, language)) for one in self._entries)
        self._words = re.compile("|".join(f"({one})" for one in forms) or "(?!)", re.IGNORECASE)

    def marked(self, text: str, path: str) -> str:
        """The prose of the page at a path with a link at the first mention of each word."""
        parts, last, seen = [], 0, set[str]()
        for match in self._words.finditer(_own_words(text)):
            entry = self._entries[(match.lastindex or 1) - 1]
            if entry.id in seen or len(seen) == MOST_MARKS:
                continue
            seen.add(entry.id)
            target = relative(path, f"{GLOSSARY}#{entry.id}")
            words = text[match.start() : match.end()]
            parts += [text[last : match.start()], f'[{words}]({target} "{_title(entry)}")']
            last = match.end()
        return "".join([*parts, text[last:]])


def _forms(entry: GlossaryEntry, language: str) -> list[str]:
    """How a word is written in a language. A word with a sense of our own is often an everyday
    word, so it has only the forms that are listed for that language."""
    listed = [form.text for form in entry.forms if form.language == language]
    return listed if entry.ours else [entry.term, *listed]


def _own_words(text: str) -> str:
    """The text with blanks for what is no word of ours; offsets stay."""
    text = without_code(text)
    for pattern in HIDDEN:
        text = pattern.sub(blank, text)
    return text


def _title(entry: GlossaryEntry) -> str:
    """The first sentence on what the word means, without a mark of Markdown."""
    text = " ".join(entry.says[0].text.split())
    first = next(sentences(text))
    return MARKS.sub("", text[first.start : first.end].rstrip(",;").replace('"', "'"))
