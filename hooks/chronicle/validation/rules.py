"""The list of all rules, and the check that goes through it.

To add a rule, write a generator in the module of its kind and name it here: its docstring is the
rule, as readers see it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..domain.chronicle import Chronicle
from ..model.introspection import record_types
from ..model.kinds import KINDS
from ..model.places import Map
from ..model.site import removed_name
from ..model.types import VALUE_RULES
from ..problems import Problem
from . import (
    assertions,
    consistency,
    links,
    maps,
    neutrality,
    people,
    plausibility,
    prose,
    published,
    references,
    slips,
)

EXAMPLES = Path(__file__).with_name("examples.json")
"""A line that each rule gives, about the invented event of the tests; `pytest --bless` writes it
from the golden mistakes."""

NAMES = "names"
"""Rules on what an id or a word names. Without these a rule on the whole counts wrongly."""
RECORDS = "records"
WHOLE = "whole"
"""Rules on the whole wait until every record can be read and every id and word names something:
before that they would blame others for what one record lacks."""
MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and when it is checked: NAMES first, WHOLE last."""

    find: Callable[[Chronicle], Iterator[Problem]]
    stage: str = RECORDS

    @property
    def name(self) -> str:
        return self.find.__name__


RULES: tuple[Rule, ...] = (
    Rule(references.ids_belong_to_one_record, NAMES),
    Rule(references.statement_ids_are_unique, NAMES),
    Rule(references.references_exist, NAMES),
    Rule(references.the_vocabulary_is_whole, NAMES),
    Rule(references.positions_exist, NAMES),
    Rule(references.relations_lead_to_other_statements, NAMES),
    Rule(references.lists_have_each_entry_once),
    Rule(references.lists_name_what_exists),
    Rule(references.the_extract_has_statements_of_its_source, NAMES),
    Rule(consistency.revisions_stay_with_their_party),
    Rule(consistency.one_address_is_one_record),
    Rule(consistency.derivations_end),
    Rule(consistency.places_are_in_larger_ones),
    Rule(consistency.events_have_an_order),
    Rule(plausibility.dates_are_possible),
    Rule(plausibility.dates_follow_each_other),
    Rule(plausibility.copies_are_of_their_source),
    Rule(plausibility.numbers_are_those_of_the_words),
    Rule(consistency.undisputed_means_all_parties, WHOLE),
    Rule(consistency.every_party_has_a_row, WHOLE),
    Rule(consistency.empty_rows_differ),
    Rule(consistency.no_two_spellings_alike),
    Rule(maps.the_map_keeps_to_its_frame),
    Rule(maps.coordinates_are_not_exchanged),
    Rule(maps.the_map_shows_what_is_said),
    Rule(maps.the_preview_can_be_shown),
    Rule(prose.pages_begin_with_a_heading),
    Rule(prose.narratives_have_a_record),
    Rule(prose.prose_replaces_no_page),
    Rule(prose.prose_cites_what_exists),
    Rule(prose.notes_are_used_and_defined),
    Rule(prose.markers_are_known),
    Rule(prose.prose_is_markdown_only),
    Rule(links.no_media_from_elsewhere),
    Rule(links.links_lead_to_pages),
    Rule(slips.texts_arrived_whole),
    Rule(slips.records_have_no_markup),
    Rule(slips.prose_leaves_no_marks),
    Rule(people.the_dead_are_named_by_two, WHOLE),
    Rule(people.minors_are_never_named),
    Rule(people.private_persons_are_not_identified),
    Rule(people.second_hand_violence_has_no_detail),
    Rule(people.statements_in_custody_are_marked),
    Rule(people.private_homes_are_placed_in_a_town),
    Rule(people.coordinates_are_no_finer_than_known),
    Rule(people.graphic_links_are_flagged),
    Rule(neutrality.the_narrator_takes_no_party),
    Rule(assertions.assertions_have_a_source),
    Rule(neutrality.exceptions_are_needed, WHOLE),
    Rule(published.what_was_published_changes_in_the_open, WHOLE),
    Rule(published.corrections_are_kept, WHOLE),
    Rule(published.what_is_removed_is_gone),
)


def find_problems(chronicle: Chronicle) -> list[Problem]:
    """Everything that is wrong, all at once; of one rule the first 200."""
    found = [one for rule in RULES if rule.stage == NAMES for one in _found(rule, chronicle)]
    stages = [RECORDS]
    if not found and not chronicle.records.unreadable:
        stages.append(WHOLE)
    rules = [rule for rule in RULES if rule.stage in stages]
    return found + [problem for rule in rules for problem in _found(rule, chronicle)]


def _found(rule: Rule, chronicle: Chronicle) -> Iterator[Problem]:
    """The first problems of a rule: thousands of one kind come from one mistake."""
    return islice(rule.find(chronicle), MAX_PROBLEMS)


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """A rule for readers: its name in the code, what it says, and a line that it gives."""

    name: str
    says: str
    example: str

    @property
    def anchor(self) -> str:
        return "rule-" + self.name.strip("_").replace("_", "-").replace(".", "-").lower()


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules on the whole `chronicle`, on one `record`, or on one `value`."""

    id: str
    rules: tuple[RuleInWords, ...]


def rules_in_words() -> list[RuleGroup]:
    """Every rule for the page that lists them, the widest first."""
    examples: dict[str, str] = json.loads(EXAMPLES.read_text(encoding="utf-8"))

    def listed(rules: Iterator[tuple[str, Callable[..., Any]]]) -> tuple[RuleInWords, ...]:
        return tuple(
            RuleInWords(name, " ".join((rule.__doc__ or "").split()), examples.get(name, ""))
            for name, rule in rules
        )

    values = (*VALUE_RULES, removed_name)
    return [
        RuleGroup("chronicle", listed((rule.name, rule.find) for rule in RULES)),
        RuleGroup("record", listed(_record_rules())),
        RuleGroup("value", listed((rule.__name__, rule) for rule in values)),
    ]


def _record_rules() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The rules within one record, or a part of one, in the order in which records contain each
    other."""
    waiting: list[type[BaseModel]] = [*KINDS.values(), Map]
    seen: list[type[BaseModel]] = []
    while waiting:
        shape = waiting.pop(0)
        if shape in seen:
            continue
        seen.append(shape)
        for name, decorator in shape.__pydantic_decorators__.model_validators.items():
            yield f"{shape.__name__}.{name}", decorator.func
        fields = shape.model_fields.values()
        waiting[:0] = [part for field in fields for part in record_types(field.annotation)]
