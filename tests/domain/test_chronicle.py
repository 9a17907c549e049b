"""Records connected: who is spoken of where, what answers what, what rests on what."""

from __future__ import annotations

from pathlib import Path

from support import edit

from chronicle.domain.chronicle import (
    Chronicle,
    SourcedStatement,
    full_reference,
    parents,
)
from chronicle.site import read_chronicle


def refs(statements: list[SourcedStatement]) -> list[str]:
    """The references of statements."""
    return [one.ref for one in statements]


def read(world: Path) -> Chronicle:
    """The chronicle in a folder, which must be sound."""
    chronicle, problems = read_chronicle(world)
    assert problems == []
    return chronicle


def test_statements_are_in_the_order_of_sources_and_files(world: Path) -> None:
    chronicle = read(world)
    assert list(chronicle.statements) == [
        "courier-fire#set-by-the-owner",
        "courier-fire#mill-burned",
        "courier-second#fifty-looms",
        "courier-second#eighty-looms",
        "ferry-notice#went-by-boat",
        "post-fire#seen-running",
        "post-fire#heard-of-lightning",
        "post-fire#ashes",
    ]
    assert chronicle.statements["post-fire#ashes"].index == 2
    assert chronicle.statements["courier-fire#mill-burned"].quotable
    assert not chronicle.statements["post-fire#seen-running"].quotable


def test_a_record_gathers_what_is_said_of_it_or_there(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "    where: mill", "    where: quay")
    chronicle = read(world)
    assert refs(chronicle.about["mill"]) == [
        "courier-fire#set-by-the-owner",
        "courier-fire#mill-burned",
    ]
    assert refs(chronicle.about["quay"]) == ["ferry-notice#went-by-boat", "post-fire#ashes"]
    assert "" not in chronicle.about


def test_an_actor_gathers_what_it_said(world: Path) -> None:
    spoken = read(world).spoken_by
    assert refs(spoken["guild"]) == ["post-fire#ashes"]
    assert set(spoken) == {"ada-lund", "guild", "owner"}


def test_a_position_gathers_its_answers(world: Path) -> None:
    edit(
        world,
        "data/sources/post-fire.yml",
        "    answers:\n      - { question: who-set-the-fire, position: nobody }\n",
        "    answers:\n      - { question: who-set-the-fire, position: nobody }\n"
        "    bears_on:\n"
        "      - { question: who-set-the-fire, position: owner, because: It names no one. }\n",
    )
    chronicle = read(world)
    assert refs(chronicle.answering["who-set-the-fire", "owner"]) == [
        "courier-fire#set-by-the-owner",
        "post-fire#seen-running",
    ]
    ((statement, because),) = chronicle.bearing_on["who-set-the-fire", "owner"]
    assert (statement.ref, because) == ("post-fire#heard-of-lightning", "It names no one.")
    count = chronicle.origin_count("who-set-the-fire", "owner")
    assert (count.reports, count.speakers, count.origins, count.unnamed) == (2, 2, 2, 1)
    assert chronicle.origin_count("who-set-the-fire", "nothing").origins == 0


def test_a_work_knows_what_rests_on_it(world: Path) -> None:
    edit(
        world,
        "data/sources/ferry-notice.yml",
        "    about: [arden, quay]",
        "    about: [arden, quay]\n"
        "    derives_from: [{ work: agency-dispatch, what: text, sure: stated }]",
    )
    (world / "data/published.json").unlink()
    chronicle = read(world)
    assert chronicle.derived == {
        "agency-dispatch": ["ferry-notice", "post-fire"],
        "courier-fire": ["courier-second"],
    }
    assert [one.work for one in parents(chronicle.sources["ferry-notice"])] == ["agency-dispatch"]


def test_relations_are_known_from_both_ends(world: Path) -> None:
    chronicle = read(world)
    found = [(one.ref, relation.kind, target) for one, relation, target in chronicle.relations]
    assert found == [
        ("courier-fire#mill-burned", "contradicts", "courier-fire#set-by-the-owner"),
        ("courier-second#eighty-looms", "revises", "courier-second#fifty-looms"),
        ("courier-second#eighty-looms", "revises", "courier-fire#mill-burned"),
    ]
    back = chronicle.related_from["courier-fire#mill-burned"]
    assert [(one.ref, kind) for one, kind in back] == [("courier-second#eighty-looms", "revises")]


def test_a_withdrawn_statement_is_not_counted(world: Path) -> None:
    assert read(world).withdrawn == set()
    edit(world, "data/sources/courier-second.yml", "- { revises: courier", "- { withdraws: courier")
    chronicle = read(world)
    assert chronicle.withdrawn == {"courier-fire#mill-burned"}
    assert chronicle.standings["courier-fire#mill-burned"].why_not == "withdrawn"


def test_a_statement_is_shown_with_its_party(world: Path) -> None:
    chronicle = read(world)
    parties = {ref: chronicle.party_of(one) for ref, one in chronicle.statements.items()}
    assert parties["courier-fire#set-by-the-owner"] == "weavers"
    assert parties["post-fire#heard-of-lightning"] == "reporters"
    edit(world, "data/sources/post-fire.yml", "basis: seen", "basis: seen\n    in_custody: owner")
    held, _ = read_chronicle(world)
    assert held.party_of(held.statements["post-fire#seen-running"]) == "millers"


def test_a_speaker_without_a_record_has_no_party(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "by: guild", "by: gild")
    chronicle, _ = read_chronicle(world)
    assert chronicle.party_of(chronicle.statements["post-fire#ashes"]) == ""


def test_every_record_has_a_name(world: Path) -> None:
    chronicle = read(world)
    names = {id_: chronicle.name_of(id_) for id_ in chronicle.kind_of}
    assert names["guild"] == "The Weavers' Guild" and names["arden"] == "Arden"
    assert names["fire"] == "Fire at the mill" and names["who-set-the-fire"] == "Who set the fire?"
    assert names["post-fire"] == "Arden mill in ashes"
    assert names["agency-dispatch"] == "agency-dispatch", "its title was not seen"
    assert chronicle.name_of("nothing") == "nothing"


def test_prose_about_a_record_is_found(world: Path) -> None:
    chronicle = read(world)
    assert chronicle.narrative("fire") == "events/fire.md"
    assert chronicle.narrative("march") == ""


def test_the_licence_is_the_chosen_one_or_a_text(world: Path) -> None:
    assert read(world).licence == "CC BY 4.0"
    edit(world, "data/site.yml", "licence: CC BY 4.0\n", "")
    assert read(world).licence == "no licence chosen yet"


def test_what_was_published_or_removed_keeps_its_address(world: Path) -> None:
    expected = {
        *("events/flood", "post-fire#lightning-seen"),
        *("courier-second#fifty-looms", "ferry-notice#went-by-boat"),
    }
    assert read(world).once_published == expected
    (world / "data/published.json").unlink()
    assert read(world).once_published == {"events/flood", "post-fire#lightning-seen"}


def test_a_reference_within_a_file_is_completed() -> None:
    assert full_reference("post-fire", "ashes") == "post-fire#ashes"
    assert full_reference("post-fire", "courier-fire#x") == "courier-fire#x"
