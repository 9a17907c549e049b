"""Rules on what a text should not show: invisible and damaged characters, and marks that were meant
as markup where nothing turns them into any."""

import html
import re
from collections.abc import Iterator

from ..domain.chronicle import Chronicle
from ..files.yaml_documents import YamlDocument, texts_in
from ..problems import Problem
from ..remembered import recall_all
from ..text.characters import damage, hidden_fault
from ..text.citations import without_code
from .links import made_of

IN_A_RECORD = re.compile(
    r"\*\*\w[^*]*\*\*|__(?<![\w.]__)\w[^_]*__|~~\w[^~]*~~|==\w[^=]*==|`[^`]+`|\[[^\]]*\]\("
    r"|\[\[\w|\[@\w|\[\^\w|</?[a-z]+[ />]|!!!(?<![\s\S]!!!) \w",
    re.IGNORECASE,
)
"""Markup in a text of a record, which pages show as it is written. Each begins with the character
itself, not with a look at the one before it, so that only such characters are tried."""
_ADDRESS = r"(?:https?://|[\w./-]+\.md\b)"
LEFT = re.compile(
    rf"""\*\*\S[^\n]{{0,20}}|(?<!\w)__\w[^\n]{{0,20}}|~~\S[^\n]{{0,20}}|==\w[^\n]{{0,20}}==
    |^(?:!!!|\?\?\?\+?)\ \w+|^===\ "[^\n]{{0,20}}|^:\ +\w[^\n]{{0,20}}
    |(?<!\S):[a-z]+(?:_[a-z]+)*:(?!\S)|\[[ xX]\]\ |\[\[[^\]\n]{{1,40}}\]\]|\[!\w+\]|\{{[{{%]
    |\[[^\]\n]{{0,80}}\]\ ?\({_ADDRESS}|\([^)\n]{{0,80}}\)\[{_ADDRESS}
    |\[[^\]\n]{{1,80}}\]\[[^\]\n]{{0,80}}\]|--8<--|https?://\S+|(?<![\w.])www\.\S+""",
    re.M | re.X,
)
"""Markup in the words of a finished page: of another program, or not closed, or misspelt."""
NO_WORDS = re.compile(r"<(code|pre|a)\b.*?</\1>", re.S)
JOINER = "\u2060"
"""In the place of code and links: no space, and in no prose."""


def texts_arrived_whole(chronicle: Chronicle) -> Iterator[Problem]:
    """No text has an invisible character or one that was lost, nor what HTML or a wrong encoding
    makes of one, such as &amp; or Ã©."""
    for document in chronicle.records.documents():
        yield from recall_all(_damaged, document)
    for prose in chronicle.records.prose.values():
        text = without_code(prose.text).replace("&", " ")  # Markdown reads the characters of HTML
        if fault := hidden_fault(prose.text) or damage(text):
            yield prose.problem(*fault)


def _damaged(document: YamlDocument) -> Iterator[Problem]:
    """The texts of a document that did not arrive whole."""
    for location, text in texts_in(document):
        if fault := hidden_fault(text) or damage(text):
            yield document.problem(location, *fault[1:])


def records_have_no_markup(chronicle: Chronicle) -> Iterator[Problem]:
    """A record has no markup, which a page would show as it is: no **bold**, no [text](address),
    no citation."""
    for document in chronicle.records.documents():
        yield from recall_all(_with_markup, document)


def _with_markup(document: YamlDocument) -> Iterator[Problem]:
    """The texts of a document that have markup."""
    for location, text in texts_in(document):
        found = IN_A_RECORD.search(text)
        if found and not text.startswith("http"):
            message = f"markup in a record: '{found[0][:40]}'"
            yield document.problem(location, message, "readers see these marks: delete them")


def prose_leaves_no_marks(chronicle: Chronicle) -> Iterator[Problem]:
    """Everything in prose that looks like markup is markup: no marks of another program, nothing
    misspelt, no bare or empty address."""
    hint = "readers see these marks: write [text](address), **bold**, or `code` for the marks"
    for prose in chronicle.records.prose.values():
        written = without_code(prose.text)
        words = html.unescape(re.sub("<[^>]*>", "", NO_WORDS.sub(JOINER, made_of(prose.text))))
        found = {match[0].partition(JOINER)[0].strip() for match in LEFT.finditer(words)}
        found |= set(re.findall(r"\[[^\]\n]{0,80}\]\(\s*\)", written))
        lines: dict[int, Problem] = {}
        for marks in sorted(found):
            place = written.find(marks if marks in written else marks[:2])
            problem = prose.problem(max(place, 0), f"no markup: '{marks}'", hint)
            lines.setdefault(problem.line, problem)
        yield from lines.values()
