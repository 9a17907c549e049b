"""The computed blocks that prose places with markers like `<!-- block: support the-fire -->`."""

import re
from collections.abc import Callable

from ..domain.site_map import figures_path
from ..text.citations import with_blocks
from ..validation.rules import rules_in_words
from ..views import lists, reports, words
from ..views.context import ViewContext
from ..views.evidence import question_figures
from ..views.figures import figure_ranges
from ..views.map_view import map_view
from .templates import Templates


class Blocks:
    """Fills the markers of prose with templates of the folder `blocks`."""

    def __init__(self, context: ViewContext, templates: Templates) -> None:
        self._context = context
        self._templates = templates
        self._values: dict[str, Callable[[str], dict[str, object]]] = {
            "agreed": lambda _: {"agreed": reports.all_agreed(context)},
            "days": lambda _: {"chronology": lists.chronology(context)},
            "figures": self._figures,
            "gaps": lambda _: {"gaps": reports.gaps(context)},
            "map": lambda _: {"map": map_view(context)},
            "neutral-words": lambda _: self._neutral_words(),
            "not-used": lambda _: {"not_used": context.chronicle.records.not_used},
            "numbers": lambda _: {"n": reports.numbers(context)},
            "question-links": lambda asked: {"questions": lists.question_lines(context, asked)},
            "questions": lambda asked: {"questions": lists.question_lines(context, asked)},
            "rules": lambda _: {"groups": rules_in_words()},
            "support": self._support,
            "vocabulary": lambda _: self._vocabulary(),
            "words": lambda _: {"words": words.disputed_words(context)},
            "worked": lambda id_: {"positions": reports.worked_count(context, id_)},
        }

    def filled(self, prose: str, path: str) -> str:
        """The prose of a page with every marker filled."""

        def block(match: re.Match[str]) -> str:
            values = self._values[match[1]]((match[2] or "").strip())
            return self._templates.fill(f"blocks/{match[1]}.md", path, **values)

        return with_blocks(prose, block)

    def _figures(self, question: str) -> dict[str, object]:
        ranges = figure_ranges(question_figures(self._context, question))
        return {"ranges": ranges, "all_figures": figures_path("questions", question)}

    def _neutral_words(self) -> dict[str, object]:
        language = self._context.chronicle.site.language
        return {"words": words.neutral_words(self._context), "language": language}

    def _support(self, question: str) -> dict[str, object]:
        return {"question": lists.question_line(self._context, question)}

    def _vocabulary(self) -> dict[str, object]:
        vocabulary = self._context.vocabulary
        return {"lists": (vocabulary.bases, vocabulary.extents, vocabulary.parties)}
