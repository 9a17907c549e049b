"""The rules that protect people, on both sides of each limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import WORLD, edit, problems_in

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage, load_records
from chronicle.site import read_chronicle
from chronicle.validation.people import (
    coordinates_are_no_finer_than_known,
    graphic_links_are_flagged,
    minors_are_never_named,
    private_persons_are_not_identified,
)

HOSTS = (
    "bitchute.com",
    "dailymotion.com",
    "flickr.com",
    "gettyimages.com",
    "imgur.com",
    "instagram.com",
    "liveleak.com",
    "rumble.com",
    "tiktok.com",
    "vimeo.com",
    "youtu.be",
    "youtube-nocookie.com",
    "youtube.com",
)
CHRONICLE, _ = read_chronicle(WORLD)


def flagged(text: str) -> list[str]:
    """What the rule on graphic links says of prose."""
    CHRONICLE.records.prose = {"x.md": ProsePage("x.md", text)}
    return [problem.message for problem in graphic_links_are_flagged(CHRONICLE)]


@pytest.mark.parametrize(
    "address",
    [
        *(f"https://{host}/watch?v=1" for host in HOSTS),
        "https://www.youtube.com/watch",
        "HTTPS://M.YOUTUBE.COM/watch",
        "https://x.example/film.mp4",
        "https://x.example/film.MOV?start=3",
        "https://x.example/a.jpeg",
        "https://x.example/a.jpg#b",
        "https://x.example/a.webp",
    ],
)
def test_links_to_films_and_pictures_are_found(address: str) -> None:
    assert flagged(f"See [this]({address}).") == ["a link to film or pictures"]


@pytest.mark.parametrize(
    "address",
    [
        "https://notyoutube.com/watch",
        "https://youtube.com.example/watch",
        "https://x.example/youtube.com",
        "https://x.example/?file=a.mp4",
        "https://x.example/mp4",
        "https://x.example/a.jpg.html",
        "https://[youtube.com/watch",
    ],
)
def test_other_links_are_not(address: str) -> None:
    assert flagged(f"See [this]({address}).") == []


def test_code_and_pictures_are_left_to_other_rules() -> None:
    assert flagged("`https://youtu.be/1`") == []
    assert flagged("![a](https://x.example/1.png)") == []


@pytest.mark.parametrize(
    ("note", "flagged_too"), [("content_note: bodies", True), ("content_note:", False)]
)
def test_films_of_what_pages_warn_of_say_what_they_show(
    world: Path, note: str, flagged_too: bool
) -> None:
    edit(world, "data/events/fire.yml", "content_note: killings", note)
    edit(world, "data/sources/post-fire.yml", "http://post.example/ashes", "http://youtu.be/1")
    assert any("film or pictures" in line for line in problems_in(world)) is flagged_too


@pytest.mark.parametrize(
    "key", ["URL: https://courier.example/fire", "https://archive.example/1/fire"]
)
def test_a_film_is_known_by_its_address_or_its_copy(world: Path, key: str) -> None:
    edit(world, "data/sources/courier-fire.yml", key, f"{key}.mp4")
    (line,) = problems_in(world)
    assert line.startswith("data/sources/courier-fire.yml:1:1: film or pictures of an event")


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_film_that_says_whether_it_is_graphic_passes(world: Path, answer: str) -> None:
    edit(world, "data/sources/courier-fire.yml", "/fire\n", f"/fire.mp4\ngraphic: {answer}\n")
    assert problems_in(world) == []


@pytest.mark.parametrize(
    ("precision", "most"),
    [
        *(("building", 4), ("village", 2), ("town", 2), ("district", 1)),
        *(("region", 0), ("country", 0), ("unknown", 0)),
    ],
)
def test_coordinates_are_as_fine_as_they_are_known(world: Path, precision: str, most: int) -> None:
    edit(world, "data/places/far-port.yml", "precision: town", f"precision: {precision}")
    for decimals, refused in ((most, False), (most + 1, True)):
        number = f"4.{'1' * decimals}".rstrip(".")
        path = world / "data/places/far-port.yml"
        good = path.read_text(encoding="utf-8")
        edit(world, "data/places/far-port.yml", "[4.5, 51.9]", f"[4, {number}]")
        chronicle, _ = read_chronicle(world)
        found = [problem.text for problem in coordinates_are_no_finer_than_known(chronicle)]
        assert bool(found) is refused, number
        if refused:
            assert f"more decimals than '{precision}' allows" in found[0]
            assert ("whole degrees" in found[0]) is (most == 0)
            assert (f"round to {most} decimal" in found[0]) is (most > 0)
        path.write_text(good, encoding="utf-8")


def named(text: str) -> list[int]:
    """The columns at which the rule on people under 18 finds someone in prose."""
    CHRONICLE.records.prose = {"x.md": ProsePage("x.md", text)}
    return [problem.column for problem in minors_are_never_named(Chronicle(CHRONICLE.records))]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Tim Reed, 13, ran.", [1]),
        ("Tim Reed, 17, ran.", [1]),
        ("Tim Reed, 18, ran.", []),
        ("Tim Reed, 0, ran.", [1]),
        ("Tim Reed (13) ran.", [1]),
        ("Tim Reed, 13; Ann Reed, 12.", [1, 15]),
        ("They saw Tim O’Reed, 13.", [10]),
        ("Tim Reed, 13.5 miles", []),
        ("Tim Reed, 13, 14 and 15 May", []),
        ("Tim Reed, 130, ran.", []),
        ("tim Reed, 13, ran.", []),
        ("Tim reed, 13, ran.", []),
        ("a boy, 13, ran.", []),
        ("13-year-old Tim ran.", [1]),
        ("17-year-old Tim ran.", [1]),
        ("18-year-old Tim ran.", []),
        ("a 13-year-old weaver ran.", []),
        ("Tim Reed, aged 13 years", [11]),
        ("Tim Reed (a 13-year-old)", [13]),
        ("Tim Reed, then a 13-year-old", [18]),
        ("Tim Reed saw that a 13-year-old", []),
        ("a boy", []),
    ],
)
def test_a_name_with_an_age_under_18_is_found(text: str, columns: list[int]) -> None:
    assert named(text) == columns


def test_quotations_are_searched_as_well() -> None:
    assert named('They said: "Tim Reed, 13, ran."') == [13]


@pytest.mark.parametrize(
    ("find", "put", "line"),
    [
        ("role: Secretary of the guild", "role: A boy of the guild", "ada-lund.yml:9:7"),
        ("role: Secretary", "note: Aged 17 then.\nrole: Secretary", "ada-lund.yml:9:7"),
    ],
)
def test_a_person_described_as_a_child_has_no_record(
    world: Path, find: str, put: str, line: str
) -> None:
    edit(world, "data/actors/ada-lund.yml", find, put)
    (found,) = problems_in(world)
    assert line in found and "a person under 18 is named here" in found


def test_a_body_may_be_described_so(world: Path) -> None:
    edit(world, "data/actors/guild.yml", "kind: body", "kind: body\nrole: A guild for girl weavers")
    assert problems_in(world) == []


@pytest.mark.parametrize(
    ("publisher", "refused"), [("The Post", False), ("The Courier", True), ("THE COURIER", True)]
)
def test_the_dead_are_named_by_two_publishers(world: Path, publisher: str, refused: bool) -> None:
    edit(
        world,
        "data/actors/ada-lund.yml",
        "why_named: holds-public-role",
        "why_named: named-as-dead",
    )
    edit(
        world,
        "data/actors/ada-lund.yml",
        "why_named_because: courier-fire#set-by-the-owner",
        "why_named_because: [courier-fire#set-by-the-owner, post-fire#ashes]",
    )
    edit(world, "data/sources/post-fire.yml", "title: The Post", f"title: {publisher}")
    assert any("fewer than two publishers" in line for line in problems_in(world)) is refused


@pytest.mark.parametrize(
    ("basis", "says", "message"),
    [
        ("heard", "Women were violated.", "a second-hand account of such violence"),
        ("told", "Women were violated.", "a second-hand account of such violence"),
        ("seen", "Women were violated.", ""),
        ("heard", "They spoke of a non-violating rule.", "a second-hand account of such violence"),
        ("heard", "The inviolate mill burned.", ""),
    ],
)
def test_second_hand_accounts_of_violence_are_marked(
    world: Path, basis: str, says: str, message: str
) -> None:
    edit(world, "data/sources/post-fire.yml", "    basis: heard", f"    basis: {basis}")
    edit(world, "data/sources/post-fire.yml", "Heard that lightning struck the mill.", says)
    found = problems_in(world)
    assert len(found) == bool(message)
    assert all(message in line for line in found)


def test_a_quotation_is_searched_for_such_violence(world: Path) -> None:
    edit(world, "data/sources/courier-fire.yml", "who lit it", "who violated it")
    (line,) = problems_in(world)
    assert line.startswith("data/sources/courier-fire.yml:23:11: a second-hand account")


@pytest.mark.parametrize(
    ("precision", "kind", "refused"),
    [
        *(("building", "home", True), ("village", "home", True), ("town", "home", False)),
        *(("district", "home", False), ("building", "building", False)),
    ],
)
def test_private_homes_are_no_finer_than_a_town(
    world: Path, precision: str, kind: str, refused: bool
) -> None:
    edit(world, "data/places/mill.yml", "kind: building", f"kind: {kind}")
    edit(world, "data/places/mill.yml", "precision: town", f"precision: {precision}")
    assert any("finer than its town" in line for line in problems_in(world)) is refused


PRIVATE = ("data/actors/ada-lund.yml", "why_named: holds-public-role", "why_named: spoke-publicly")


def identified(root: Path, sentence: str = "") -> list[str]:
    """What the rule on private persons says of the records and, if given, of a sentence."""
    chronicle = Chronicle(load_records(root))
    if sentence:
        chronicle.records.prose["events/march.md"] = ProsePage("events/march.md", sentence)
    return [str(problem) for problem in private_persons_are_not_identified(chronicle)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom Quill, 41, saw the fire in Arden.",
        "Tom Quill (41) of Arden saw the fire.",
        "Tom Quill, a weaver, 41, is from Lower Holt.",
        "Tom Quill, aged 41, lives in Lower Holt.",
        "The 41-year-old weaver Tom Quill came from Holt.",
        "In Arden a 41 year old, Tom Quill-Marsh aged 41, said so.",
        "It rained.[@post-fire] In أردن, Tom\nQuill, 41, spoke.",
        "Tom al-Quill, 41, saw it in Arden, he said.",
        "Tom Quill, 41, and Ada Lund, 50, spoke in Arden.",
    ],
)
def test_name_age_and_place_in_one_sentence_are_reported(world: Path, sentence: str) -> None:
    (line,) = identified(world, sentence)
    assert line.startswith("docs/events/march.md:1:") and "private person" in line
    assert "Quill" not in line and "41" not in line and "Arden" not in line


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom Quill, 41, saw the fire.",
        "Tom Quill saw 41 men in Arden.",
        "A weaver of 41 saw the fire in Arden.",
        "Tom Quill, 41, saw the fire. It burned in Arden.",
        "Tom Quill spoke on 4 May, 41 days after he came to Arden.",
        "The shire has Tom Quill, 41, for a clerk.",
        "In Arden Ada Lund, 41, spoke.",
        "Tom Quill, 41, left from there.",
        "The Courier, 13 May, has 41 looms in Arden.",
        "`Tom Quill, 41, of Arden` is code.",
    ],
)
def test_what_lacks_one_of_the_three_passes(world: Path, sentence: str) -> None:
    assert identified(world, sentence) == []


@pytest.mark.parametrize("name", ["Ada Lund", "A. Lunde", "Adalind"])
def test_a_record_is_no_reason_to_say_more(world: Path, name: str) -> None:
    """Someone with a public role may be found; someone who only spoke may not, by any name."""
    edit(world, PRIVATE[0], "text: A. Lunde", f"text: {name}")
    assert identified(world, f"{name}, 41, spoke in Arden.") == []
    edit(world, *PRIVATE)
    assert len(identified(world, f"{name}, 41, spoke in Arden.")) == 1
    assert len(identified(world, f"The 41-year-old {name} spoke in Arden.")) == 1


@pytest.mark.parametrize(
    ("file", "find"),
    [("post-fire", "described: a weaver"), ("ferry-notice", "Their own notice.")],
)
def test_texts_of_records_are_checked(world: Path, file: str, find: str) -> None:
    key = "described: " if "described" in find else ""
    edit(world, f"data/sources/{file}.yml", find, f"{key}Tom Quill (41) of Arden.")
    (line,) = identified(world)
    assert line.startswith(f"data/sources/{file}.yml:")
