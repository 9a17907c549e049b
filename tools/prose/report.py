"""The report: one line a page of prose and a kind of field, the labels, the forms of parties."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import load_records
from chronicle.files.yaml_documents import walk
from chronicle.validation.narration import narrated_fields

from .form import form_lines
from .measures import WORD, Measures, Words, measured, words_of

GOALS = (
    "goals: median sentence at most 18 words, grade at most 10, hedges at most 6.7 in 1,000 words, "
    "a narrative at most 400 words, an answer at most 120"
)
MEDIAN, GRADE, HEDGES = 18, 10, 1000 / 150
MOST_WORDS = {"docs/events/": 400, "docs/questions/": 120}
"""The most words of a narrative and of an answer."""
LABEL_WORDS = 3
NOT_LABELS = (
    "articles",
    "mail_body",
    "months",
    "search_asking",
    "search_companions",
    "search_meanings",
    "search_months",
    "search_places",
    "search_stop_words",
    "takeaway_readme",
)
"""Texts of data/texts.yml that are lists of words, or whole letters."""
HEAD = f"{'':46} {'words':>6} {'median':>7} {'longest':>7} {'grade':>6} {'said':>5}" + (
    f" {'hedges':>7} {'long':>5} {'phrases':>7}"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report, or the places on one page."""
    parser = argparse.ArgumentParser(prog="prose", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
    parser.add_argument(
        "--details", default="", help="a page such as docs/index.md, a field, pronouns, labels"
    )
    options = parser.parse_args(arguments)
    records = load_records(options.root)
    if not records.site or not records.vocabulary:
        print("data/site.yml and data/vocabulary.yml cannot be read: make check", file=sys.stderr)
        return 1
    chronicle = Chronicle(records)
    language = chronicle.site.language
    known = records.assertions.record.words.get(language) if records.assertions else None
    words = words_of(language, known)
    lines = details(chronicle, words, options.details) if options.details else None
    if lines == []:
        print(f"there is no page or field '{options.details}'", file=sys.stderr)
        return 1
    print("\n".join(lines or report(chronicle, words)))
    return 0


def report(chronicle: Chronicle, words: Words) -> list[str]:
    """The whole report as lines."""
    return [
        f"{GOALS}; * is beyond",
        "said: verbs of speech in 1,000 words; long: sentences over 30 words; phrases: on the list",
        "",
        HEAD,
        *(_line(name, measured(texts, words)) for name, texts in parts(chronicle).items()),
        "",
        f"statements that begin with a pronoun: {len(_openings(chronicle, words))} of "
        f"{len(chronicle.statements)} (--details pronouns)",
        f"labels of the interface over three words: {len(_labels(chronicle))} (--details labels)",
        "",
        *form_lines(chronicle, words),
    ]


def parts(chronicle: Chronicle) -> dict[str, list[tuple[int, str]]]:
    """The texts of each page and of each kind of field, with the line on which each begins."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path, prose in chronicle.records.prose.items():
        found[f"docs/{path}"] = [(1, prose.text)]
    fields: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for document, location, text in narrated_fields(chronicle):
        folder = document.path.split("/")[1].partition(".")[0]
        if folder != "texts":
            keys = ".".join(step for step in location if isinstance(step, str))
            fields[f"{folder}.{keys}"].append((document.where(location)[0], text))
    return {**found, **dict(sorted(fields.items()))}


def _line(name: str, found: Measures) -> str:
    hedges = found.per_thousand(len(found.hedges))
    columns = (
        f"{name:46}",
        _marked(f"{found.words}", _is_too_long(name, found.words), 5),
        _marked(f"{found.median:.0f}", found.median > MEDIAN, 6),
        f"{max(found.lengths, default=0):7}",
        "     - " if found.grade is None else _marked(f"{found.grade:.1f}", found.grade > GRADE, 6),
        f"{found.per_thousand(found.said):5.0f}",
        _marked(f"{hedges:.1f}", hedges > HEDGES, 6),
        f"{len(found.long):5}",
        f"{len(found.phrases):7}",
    )
    return " ".join(columns).rstrip()


def _is_too_long(name: str, words: int) -> bool:
    return any(name.startswith(folder) and words > most for folder, most in MOST_WORDS.items())


def _marked(figure: str, beyond: bool, width: int) -> str:
    return f"{figure:>{width}}{'*' if beyond else ' '}"


def _openings(chronicle: Chronicle, words: Words) -> list[str]:
    """Statements that begin with a pronoun, which no one can follow who reads them alone."""
    return [
        f"{ref}: {one.record.says[:80]}"
        for ref, one in chronicle.statements.items()
        if words.pronouns.match(one.record.says)
    ]


def _labels(chronicle: Chronicle) -> list[str]:
    """Texts of the interface that are no sentences and have more than three words."""
    document = chronicle.records.list_document("texts")
    found = []
    for location, text in walk(document.data):
        is_text = isinstance(text, str) and location[0] not in NOT_LABELS
        if is_text and len(WORD.findall(text)) > LABEL_WORDS and not text.rstrip().endswith("."):
            line = document.where(location)[0]
            found.append(f"{document.path}:{line}: {' '.join(text.split())[:100]}")
    return found


def details(chronicle: Chronicle, words: Words, name: str) -> list[str]:
    """Every place of one page or kind of field, in the order of its lines; empty if there is none
    of that name."""
    if name == "pronouns":
        return _openings(chronicle, words) or ["none"]
    if name == "labels":
        return _labels(chronicle) or ["none"]
    known = parts(chronicle)
    name = name if name in known else f"docs/{name}"
    if name not in known:
        return []
    found = measured(known[name], words)
    places = [
        *((line, f"{len(WORD.findall(text))} words: {text}") for line, text in found.long),
        *((line, f"hedge: {text}") for line, text in found.hedges),
        *((line, f"phrase: {text}") for line, text in found.phrases),
    ]
    return [HEAD, _line(name, found), *(f"{name}:{line}: {what}" for line, what in sorted(places))]
