"""YAML that cannot be read: where the slip is, what it is called, and the text without it."""

import json
import re
from typing import Any

import yaml

from ..problems import Problem

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every scalar as a text. A PyYAML without libyaml is slower, with the same result."""

EXAMPLE = "see the example of this record in contributing"
NOTICED_LATE = ("could not find expected ':'", "found unexpected end of stream")
"""Reasons for which the parser names the place where it noticed, not where it began to read."""
STAR = "put quotation marks around a text that begins with an asterisk"
IN_QUOTES = "write quotation marks around it, or put it on the next line, indented, after key: >-"
TAG = "delete it; a text that begins with ! needs quotation marks"
KEY = r"^ *(?:- +)?[\w-]+"
BACKSLASH = "write a backslash twice between double quotation marks"
COMMON_SLIPS = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"^[ ]*(\t)", "the line begins with a tab", "indent with spaces"),
        (
            KEY + r": +((?:\"[^\"]*\"|'[^']*') *[^ #\"'])",
            "a text that goes on after its quotation mark",
            IN_QUOTES,
        ),
        (
            r"(?:: +|^ *- +|[\[{,] *)([\"'])(?:(?!\1).)*$",
            "a quotation mark without its pair on the line",
            "close it",
        ),
        (
            KEY + r": +((?:\[[^\]]*\]|\{[^}]*\}) *[^ #])",
            "a text that begins with a bracket",
            IN_QUOTES,
        ),
        (KEY + r": +([*&%@`?])", "a text that begins with a symbol", IN_QUOTES),
        (KEY + ": +(- )", "a hyphen on the line of a key", "begin a list on the next line"),
        (
            KEY + "(: *[>|][+-]? *)[^ +#-]",
            "a text on the line of its >-",
            "begin it on the next line",
        ),
        (
            KEY + r"(:)[^ :/]|[{,] *[\w-]+(:)[^ :/]",
            "no space after the colon",
            "write one; what looks like one may be another character",
        ),
        (KEY + " ?([：；;=])", "a key without its colon", "write key: value"),
        (
            r"^ *([*•·‣–—]) *\w",
            "an entry of a list without its hyphen",
            "write a hyphen and a space",
        ),
        (r"^ *(-)\w+:", "no space after the hyphen", "write one"),
        (r"^ *(?:- +)?[\w-]+: +[^\"'{}\[\]#]*?(:)(?: |$)", "a text with a colon in it", IN_QUOTES),
    )
)
REMEDIES = (
    ("cannot start any token", "delete it, or put quotation marks around the text"),
    (
        "could not find expected ':'",
        "a key needs a colon and a space; indent a longer text under its key",
    ),
    (
        "did not find expected key",
        "lines of one record begin in the same column; put a text that begins with a bracket or a "
        "quotation mark on the next line, indented, after key: >-",
    ),
    (
        "did not find expected '-' indicator",
        "an entry of a list begins with a hyphen and a space, and its lines in the same column",
    ),
    ("found another document", "delete the line of hyphens: a file has one record"),
    ("did not find expected ',' or ']'", "write commas between the entries, and close with ]"),
    ("did not find expected ',' or '}'", "write commas between the keys, and close with }"),
    ("did not find expected node content", "close it with ] or }, or delete a comma too many"),
    ("unexpected end of stream", "close the quotation mark"),
    ("hexdecimal number", BACKSLASH),
    ("unknown escape character", BACKSLASH),
    ("alias", STAR),
    ("expected alphabetic or numeric character", STAR),
)


def place_of(node: Any) -> tuple[int, int]:
    """The line and the column, from 1, where a node, a token or an event of YAML begins."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def unreadable(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """Where a file cannot be read, and why. A parser names the place where it gave up; the usual
    slips (a tab, a quotation mark, a colon) are looked for on that line and on the line where a
    quotation that ends there began."""
    begun = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or begun
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    if begun and reason in NOTICED_LATE:
        mark = begun
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    position = getattr(error, "position", None)
    if mark is None and isinstance(position, int):
        line = text.count("\n", 0, position) + 1
    lines = text.split("\n")
    quotation, bracket = _begun_before(line, text)
    candidates = [quotation, line, begun.line + 1 if begun else line]
    if line > len(lines):  # a parser names the line after the last one
        line, column = len(lines), 1
    if "mapping values" in reason and re.fullmatch(r" +[\w-]+", lines[line - 1][: column - 1]):
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
        message = "the line is indented further than the one above it"
        return Problem(path, line, column, message, "begin both in the same column")
    for number in filter(None, dict.fromkeys(candidates)):
        written = lines[number - 1][:1000] if number <= len(lines) else ""
        for pattern, message, hint in COMMON_SLIPS:
            match = pattern.search(written)
            if match:
                return Problem(path, number, match.start(match.lastindex or 0) + 1, message, hint)
    if bracket:
        return Problem(
            path, *bracket, "a bracket or brace that is not closed", "close it with ] or }"
        )
    hint = next((remedy for words, remedy in REMEDIES if words in reason), EXAMPLE)
    return Problem(path, line, column, f"not valid YAML: {reason}", hint)


def corrected(text: str, problem: Problem) -> str:
    """A text without a usual slip, to find what else is wrong; empty if it is another slip."""
    lines = text.split("\n")
    line = lines[problem.line - 1]
    value = re.match(r"( *(?:- +)?[\w-]+: +)(.+)", line)
    if line.lstrip(" ").startswith("\t"):
        lines[problem.line - 1] = line.replace("\t", "  ")
    elif re.match(r" *-\w", line):
        lines[problem.line - 1] = line.replace("-", "- ", 1)
    elif value and any(message == problem.message for _, message, _ in COMMON_SLIPS):
        lines[problem.line - 1] = value[1] + json.dumps(value[2], ensure_ascii=False)
    return "" if lines[problem.line - 1] == line else "\n".join(lines)


def _begun_before(line: int, text: str) -> tuple[int | None, tuple[int, int] | None]:
    """What may have gone on unnoticed until a mistake on a `line`: the line on which the last
    quoted text begins that ends there, since a quotation mark that is not closed takes the next
    one in the file for its pair; and the place of a bracket of an earlier line that is still
    open."""
    quotation: int | None = None
    open_: list[tuple[int, int]] = []
    try:
        for token in yaml.scan(text, Loader=Loader):
            if token.end_mark.line + 1 > line:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and token.start_mark.line + 1 < token.end_mark.line + 1 == line:
                quotation = token.start_mark.line + 1
            if isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)):
                open_.append(place_of(token))
            elif isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)):
                del open_[-1:]
    except yaml.YAMLError:
        pass
    return quotation, next((place for place in reversed(open_) if place[0] < line), None)
