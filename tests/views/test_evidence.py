"""Every statement on a question or an event, once."""

from __future__ import annotations

from pathlib import Path

from support import add_statements, edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.evidence import (
    EvidenceSection,
    event_comparisons,
    event_evidence,
    event_figures,
    question_comparisons,
    question_evidence,
    question_figures,
)

WHO = "who-set-the-fire"


def rows(sections: tuple[EvidenceSection, ...]) -> list[tuple[str, str, str]]:
    """The section, the kind and the statement of every row."""
    return [
        (section.id, group.kind, row.statement.anchor)
        for section in sections
        for group in section.groups
        for row in group.rows
    ]


def test_answers_are_under_their_positions(context: ViewContext) -> None:
    assert rows(question_evidence(context, WHO)) == [
        ("nobody", "listed", "heard-of-lightning"),
        ("owner", "counted", "set-by-the-owner"),
        ("owner", "counted", "seen-running"),
        ("weavers", "counted", "mill-burned"),
    ]


def test_what_only_bears_on_a_position_comes_last_with_the_reason(world: Path) -> None:
    bears = f"[{{ question: {WHO}, position: owner, because: It names nobody. }}]"
    edit(world, "data/sources/post-fire.yml", "    where: mill\n", f"    bears_on: {bears}\n")
    sections = question_evidence(context_of(world), WHO)
    assert rows(sections)[3] == ("owner", "bearing", "ashes")
    assert sections[1].groups[-1].rows[0].because == "It names nobody."


def test_each_statement_is_there_once_under_one_position(world: Path) -> None:
    add_statements(world, 90)
    sections = question_evidence(context_of(world), WHO)
    found = rows(sections)
    assert len(found) == len(set(found)) == 4 + 90
    assert [one.id for one in sections] == ["nobody", "owner", "weavers"]


def test_a_question_without_a_statement_has_no_section(world: Path) -> None:
    for name in ("courier-fire", "post-fire"):
        path = world / "data" / "sources" / f"{name}.yml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = (line for line in lines if "answers:" not in line and "position:" not in line)
        path.write_text("".join(kept), encoding="utf-8")
    question = f"data/questions/{WHO}.yml"
    rows = "".join(
        f"  - {{ party: {one}, words: x, places: By {one}., date: 1901-06-01 }}\n"
        for one in ("millers", "reporters", "weavers")
    )
    edit(world, question, "figures:", f"none_found:\n{rows}figures:")
    assert question_evidence(context_of(world), WHO) == ()


def test_accounts_of_an_event_are_by_party(context: ViewContext) -> None:
    (section,) = event_evidence(context, "fire")
    parties = [group.party.id for group in section.groups if group.party]
    assert parties == ["millers", "reporters", "weavers"]


def test_comparisons_are_those_of_what_was_said_on_it(context: ViewContext) -> None:
    for found in (question_comparisons(context, WHO), event_comparisons(context, "fire")):
        (pair,) = found.contradictions
        assert (pair.statement.anchor, pair.other.anchor) == ("mill-burned", "set-by-the-owner")
        assert [len(chain.steps) for chain in found.changed] == [3]
    assert event_comparisons(context, "march").contradictions == ()


def test_figures_are_those_of_the_answers_or_of_all_statements(world: Path) -> None:
    (group,) = question_figures(context_of(world), WHO)
    assert [row.figure.digits for row in group.rows] == ["about 40"]
    edit(world, f"data/questions/{WHO}.yml", "asked: all", "asked: all\nall_figures: yes")
    (group,) = question_figures(context_of(world), WHO)
    assert len(group.rows) == 4
    edit(world, f"data/questions/{WHO}.yml", "figures: [looms]\n", "")
    assert question_figures(context_of(world), WHO) == ()


def test_the_figures_of_an_event(context: ViewContext) -> None:
    (group,) = event_figures(context, "fire")
    assert [row.figure.digits for row in group.rows] == ["about 40", "41–45", "50", "more than 80"]
