"""What the chronicle says of itself."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.reports import (
    all_agreed,
    all_changes,
    corrections,
    gaps,
    numbers,
    removed_records,
    worked_count,
)


def test_records_are_counted(context: ViewContext) -> None:
    found = numbers(context)
    assert (found.sources, found.read, found.cited, found.languages) == (5, 4, 1, 1)
    assert (found.statements, found.events, found.questions) == (8, 2, 1)
    assert (found.actors, found.places) == (3, 5)


def test_what_is_agreed_and_changed(context: ViewContext) -> None:
    assert [one.says for _, one in all_agreed(context)] == ["The mill burned."]
    ((party, chains),) = all_changes(context)
    assert (party.id, len(chains)) == ("millers", 1)


def test_corrections_are_the_newest_first_with_their_places(context: ViewContext) -> None:
    assert [id_ for id_, _ in corrections(context)] == [
        "1901-06-11-flood",
        "1901-06-10-looms",
        "1901-05-20-day",
    ]
    of = {
        id_: [id_ for id_, _ in corrections(context, id_)]
        for id_ in ("fire", "courier-second", "post-fire", "march")
    }
    assert of == {
        "fire": ["1901-05-20-day"],
        "courier-second": ["1901-06-10-looms"],
        "post-fire": ["1901-06-11-flood"],
        "march": [],
    }


def test_a_removed_record_has_the_corrections_that_removed_it(context: ViewContext) -> None:
    ((path, rows),) = removed_records(context)
    assert (path, [id_ for id_, _ in rows]) == ("events/flood.md", ["1901-06-11-flood"])


def test_the_count_is_worked_out_statement_by_statement(context: ViewContext) -> None:
    nobody, owner, weavers = worked_count(context, "who-set-the-fire")
    assert (owner.text, owner.reports, owner.origins) == ("The owner's men", 2, 2)
    assert [(view.anchor, [one.text for one in roots]) for view, roots in owner.lines] == [
        ("set-by-the-owner", ["The Courier, 3 May 1901"]),
        ("seen-running", ["Northern Agency, 3 May 1901"]),
    ]
    assert (nobody.origins, weavers.origins) == (0, 1)


def test_gaps_are_counted_in_alphabetical_order(context: ViewContext) -> None:
    found = gaps(context)
    tallies = dict(found.tallies)
    assert tallies["parties"] == (("Reporters", 2), ("The millers", 3), ("The weavers", 3))
    assert tallies["kinds"] == (("Newspaper", 4),), "a source that no one read is not counted"
    assert tallies["extents"] == (("not read", 1), ("opening read", 3), ("read in full", 1))
    assert tallies["quotations"] == (("with a published quotation", 2), ("without one", 6))
    assert tallies["archives"] == (("an archived copy is given", 1), ("not looked for yet", 3))
    assert [text for _, text in found.single] == ["Weavers"]
    assert [text for _, text in found.unsupported] == ["Nobody"]
    assert found.silent == ()


def test_a_party_of_which_nothing_was_found_is_named(world: Path) -> None:
    edit(
        world,
        "data/vocabulary.yml",
        "party_lists:",
        "  - { id: zeal, label: Zeal, mark: ring }\nparty_lists:",
    )
    edit(world, "data/vocabulary.yml", "weavers]\nbases", "weavers, zeal]\nbases")
    row = "none_found: [{ party: zeal, words: x, places: Where., date: 1901-06-01 }]\n"
    edit(world, "data/questions/who-set-the-fire.yml", "figures:", f"{row}figures:")
    ((question, party),) = gaps(context_of(world)).silent
    assert (question.text, party) == ("Who set the fire?", "Zeal")
