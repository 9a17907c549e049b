"""The rule on what the narrator asserts: who was killed, shot, burned or buried, who fled or
defected, and how many, is always what someone says. The words are those of data/assertions.yml."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from ..domain.chronicle import Chronicle
from ..files.loader import ProsePage
from ..files.validated import Located
from ..model.assertions import Assertions, AssertionWords
from ..problems import Problem
from ..remembered import recall
from ..text.citations import CITATION_GROUP, NOTE, blank, without_code
from ..text.sentences import sentences
from ..text.word_matching import word_expression, word_pattern
from .narration import Hit, Narration, is_excused, narrations

OF_A_SPEAKER = (
    "corrections.now",
    "events.undisputed.says",
    "questions.positions",
    "questions.question",
    "sources.statements.by",
    "sources.statements.says",
    "texts.search_companions",
    "texts.search_meanings",
    "texts.search_places",
    "vocabulary",
)
"""The texts of data/ that are no assertions of the narrator: what someone says or answers, what a
page says now, and lists of words."""
SOURCES = ("because", "statement")
"""The keys with which an entry names what its text rests on."""
QUESTION_LINK = re.compile(r"(?<=\[)[^\[\]]*(?=\]\((?:\.\./)?questions/)")
CLAUSE = r"(?:[^,;:()—،؛]|,(?=\d))*"
FEW_WORDS = r"(?:[^\w,;:،؛]+\w+){0,2}[^\w,;:،؛]+"
NEAR = r"(?:[^\w;]+\w+){0,5}?[^\w;]+"


def assertions_have_a_source(chronicle: Chronicle) -> Iterator[Problem]:
    """A sentence of the narrator that gives a number of dead, wounded, arrested, displaced or
    defected people, or says that someone killed, shot, burned, buried, fled or defected, cites a
    source or says who says so. A question asserts nothing, nor does a sentence on what is not
    known."""
    if chronicle.records.assertions:
        listed = chronicle.records.assertions.record.exceptions
        for narration, start, end in bare_assertions(chronicle, narrations(chronicle)):
            if not is_excused((narration, start, end), listed):
                words = " ".join(narration.text[start:end].split())
                hint = "name in the sentence who says it, or excuse it in data/assertions.yml"
                if isinstance(narration.file, ProsePage):
                    hint = f"cite a statement, {hint}"
                yield narration.problem(start, f"'{words}' is asserted without a source", hint)


def bare_assertions(chronicle: Chronicle, texts: Iterable[Narration]) -> Iterator[Hit]:
    """The first assertion without a source in each sentence of these texts."""
    listed = chronicle.records.assertions
    language = chronicle.site.language
    if listed and language in listed.record.words:
        interface = chronicle.records.list_document("texts").data or {}  # the file may be missing
        months = str(interface.get("months", ""))
        left_out = [f"docs/{page}" for page in listed.record.pages]
        for narration in texts:
            if _asserts(narration, left_out):
                is_prose = isinstance(narration.file, ProsePage)
                text, spoken = narration.text, narration.spoken
                for span in recall(_bare, listed, language, months, text, spoken, is_prose):
                    yield narration, *span


def _asserts(narration: Narration, left_out: list[str]) -> bool:
    """Whether a text is one in which the narrator speaks of the event."""
    file, location = narration.file, narration.location
    if isinstance(file, ProsePage):
        return not any(fnmatchcase(narration.path, page) for page in left_out)
    folder = narration.path.split("/")[1].partition(".")[0]
    keys = ".".join([folder, *(step for step in location if isinstance(step, str))])
    around = file.at(location[:-1])
    has_source = isinstance(around, dict) and any(key in around for key in SOURCES)
    return not keys.startswith(OF_A_SPEAKER) and (location[-1] in SOURCES or not has_source)


def _bare(
    listed: Located[Assertions], language: str, months: str, text: str, spoken: str, is_prose: bool
) -> list[tuple[int, int]]:
    return _finder(listed, language, months).bare(text, spoken, is_prose)


@lru_cache(maxsize=1)
def _finder(listed: Located[Assertions], language: str, months: str) -> "_AssertionFinder":
    """What looks for the assertions of a language."""
    return _AssertionFinder(listed.record.words[language], months.split())


class _AssertionFinder:
    """Looks for assertions in the words of one language. Each pattern is bounded, so that the time
    grows with the text and no faster."""

    def __init__(self, words: AssertionWords, months: list[str]) -> None:
        self._abbreviations = frozenset(one.casefold() for one in words.abbreviations)
        self._verbs = word_pattern(words.verbs)
        self._harmed = word_pattern(words.harmed)
        no_verbs = f"{word_expression(words.no_verbs)}|{_indirect_questions(words)}"
        self._no_verbs = re.compile(no_verbs, re.IGNORECASE | re.DOTALL)
        no_numbers = f"{word_expression(words.no_numbers)}|{_dates(months)}"
        self._no_numbers = re.compile(no_numbers, re.IGNORECASE)
        self._number_of_harmed = _number_of_harmed(words)
        self._said = word_pattern(words.attributions)
        self._not_said = word_pattern(words.no_attributions)

    def bare(self, text: str, spoken: str, is_prose: bool) -> list[tuple[int, int]]:
        """Where the first assertion is in each sentence that neither cites a source nor names a
        speaker."""
        if not self._verbs.search(spoken) and not self._harmed.search(spoken):  # most texts
            return []
        for link in QUESTION_LINK.finditer(text):
            spoken = spoken[: link.start()] + blank(link) + spoken[link.end() :]
        cited = _citations(text) if is_prose else []
        bare = []
        for one in sentences(text, self._abbreviations):
            found = None if one.asks else self._first(spoken[one.start : one.end])
            if found and not any(one.start <= place < one.end for place in cited):
                bare.append((one.start + found.start(), one.start + found.end()))
        return bare

    def _first(self, sentence: str) -> re.Match[str] | None:
        """The first assertion in a sentence that names no speaker."""
        numbered = self._number_of_harmed.search(self._no_numbers.sub(blank, sentence))
        verb = self._verbs.search(self._no_verbs.sub(blank, sentence))
        found = [one for one in (numbered, verb) if one]
        if not found or self._said.search(self._not_said.sub(blank, sentence)):
            return None
        return min(found, key=lambda one: one.span())


def _citations(text: str) -> list[int]:
    """Where prose cites a source, itself or in a note that does."""
    text = without_code(text)
    notes = [note[1] for note in NOTE.finditer(text) if CITATION_GROUP.search(note[2])]
    marks = "|".join(re.escape(f"[^{name}]") for name in notes) or "(?!)"
    return [found.start() for found in re.finditer(f"{CITATION_GROUP.pattern}|{marks}", text)]


def _indirect_questions(words: AssertionWords) -> str:
    """An expression for what is asked or left open: `whether he fled`, `not known who fled, or how
    many died`, and a whole sentence such as `Who shot him is disputed`."""
    asked, unknown = word_expression(words.asked), word_expression(words.unknown)
    before = word_expression([*words.unknown, *words.about])
    opening = f"(?:{word_expression(words.open)}|{before}{FEW_WORDS}{asked})"
    further = rf"[,;:()—،؛]\W*(?:\w+\W+)?{asked}"
    return rf"\A\W*{asked}.*{unknown}.*|{opening}{CLAUSE}(?:{further}{CLAUSE})*"


def _dates(months: list[str]) -> str:
    """An expression for dates, whose numbers count nothing: `4, 5 and 6 June`, `June 1901`."""
    month = f"(?-i:{word_expression(months)})"  # `may` is no month
    days = r"\b\d{1,2}(?:(?:\s*[,–-]\s*|\s+\w{1,3}\s+)\d{1,2}){0,4}"
    return rf"{days}\s+{month}|{month}\s+\d{{1,2}}(?=,)|\b(?:1[89]|20)\d\d\b"


def _number_of_harmed(words: AssertionWords) -> re.Pattern[str]:
    """A number, but not of things such as pages or days, near a word for people who are dead,
    wounded, arrested, displaced or defected."""
    things = rf"(?:\W+\w+)?\W+{word_expression(words.things)}"
    digits = r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\d|[.,]\d|-?[^\W\d])"
    number = f"(?:{digits}|{word_expression(words.numbers)})(?!{things})"
    harmed = word_expression(words.harmed)
    return re.compile(f"{number}{NEAR}{harmed}|{harmed}{NEAR}{number}", re.IGNORECASE)
