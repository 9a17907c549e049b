"""All rules in plain words, for the page that lists them: the docstring of a rule is the rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from . import check, fields, model

EXAMPLES = Path(__file__).with_name("rules.json")
"""A line that each rule gives, about the invented event of the tests; `pytest --bless` writes it, from the golden mistakes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name in the code, what it says, and a line that it gives where it is broken."""

    name: str
    says: str
    example: str

    @property
    def anchor(self) -> str:
        return "rule-" + self.name.strip("_").replace("_", "-").replace(".", "-").lower()


@dataclass(frozen=True, slots=True)
class Group:
    """Rules of one sort: of the `whole` chronicle, of one `record`, of one `value`."""

    sort: str
    rules: tuple[Rule, ...]


def rules() -> list[Group]:
    """Every rule, the widest first."""
    examples: dict[str, str] = json.loads(EXAMPLES.read_text(encoding="utf-8"))

    def listed(named: Iterator[tuple[str, Callable[..., Any]]]) -> tuple[Rule, ...]:
        return tuple(Rule(name, " ".join((f.__doc__ or "").split()), examples.get(name, "")) for name, f in named)

    return [
        Group("whole", listed((found.__name__, found) for found in check.RULES)),
        Group("record", listed(_validators())),
        Group("value", listed((found.__name__, found) for found in model.RULES_OF_VALUES)),
    ]


def _validators() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The rules within one record, or a part of one, in the order in which records hold each other."""
    waiting: list[type[BaseModel]] = [*model.KINDS.values(), model.Map]
    seen: list[type[BaseModel]] = []
    while waiting:
        shape = waiting.pop(0)
        if shape in seen:
            continue
        seen.append(shape)
        for name, found in shape.__pydantic_decorators__.model_validators.items():
            yield f"{shape.__name__}.{name}", found.func
        waiting[:0] = [part for field in shape.model_fields.values() for part in fields.records(field.annotation)]
