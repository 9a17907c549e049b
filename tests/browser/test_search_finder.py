"""What the search finds in the invented world: the finder alone, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from searching import ASK, finder_page, world_files, world_index

Find = Callable[[str], list[Any]]


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    page = finder_page(chromium, tmp_path_factory.mktemp("finder"), world_index())
    yield page
    page.close()


@pytest.fixture
def find(page: Page) -> Find:
    return lambda query: page.evaluate(ASK, query)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Arden", "places/arden.html"),
        ("ARDEN'", "places/arden.html"),
        ("Ārdèn", "places/arden.html"),
        ("Ardan", "places/arden.html"),
        ("Arrden", "places/arden.html"),
        ("al-Arden", "places/arden.html"),
        ("Alarden", "places/arden.html"),
        ("Ardne", "places/arden.html"),
        ("Arde", "places/arden.html"),
        ("أردن", "places/arden.html"),
        ("اردن", "places/arden.html"),
        ("الأردن", "places/arden.html"),
        ("أَرْدِن", "places/arden.html"),
        ("Ардэн", "places/arden.html"),
        ("Ada Lund", "actors/ada-lund.html"),
        ("Lund, Ada", "actors/ada-lund.html"),
        ("Adalund", "actors/ada-lund.html"),
        ("Ada L. Lunde", "actors/ada-lund.html"),
        ("Ada Lindt", "actors/ada-lund.html"),
        ("3da Łund", "actors/ada-lund.html"),
        ("Lnud", "actors/ada-lund.html"),
        ("the weaver's guild", "actors/guild.html"),
        ("Far-port", "places/far-port.html"),
        ("Farport", "places/far-port.html"),
        ("Mühle", "places/mill.html"),
        ("moulin", "places/mill.html"),
        ("طاحونة", "places/mill.html"),
    ],
)
def test_a_name_is_found_in_any_spelling(find: Find, query: str, first: str) -> None:
    assert find(query)[0][0] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("fire at the mill", "events/fire.html"),
        ("mill fire", "events/fire.html"),
        ("who set the fire", "questions/who-set-the-fire.html"),
        ("forty looms", "sources/courier-fire.html"),
        ("timeline", "chronology.html"),
        ("map", "places.html"),
        ("pdf", "data.html#takeaway"),
        ("rss", "corrections.html"),
        ("loom machine", "glossary.html#loom"),
    ],
)
def test_words_and_tasks_find_what_they_are_about(find: Find, query: str, first: str) -> None:
    assert find(query)[0][0] == first


@pytest.mark.parametrize(
    ("query", "statement"),
    [
        ("lightning", "post-fire.html#heard-of-lightning"),
        ("lihgtning", "post-fire.html#heard-of-lightning"),
        ("eighty loom", "courier-second.html#eighty-looms"),
        ("ashes covered", "courier-fire.html#mill-burned"),
        ("رماد", "courier-fire.html#mill-burned"),
        ("verbrannten", "courier-fire.html#mill-burned"),
    ],
)
def test_what_only_a_statement_says_finds_it_and_what_it_is_about(
    find: Find, query: str, statement: str
) -> None:
    """The word of another language is not listed; one with another ending is."""
    found = {url: how for url, _, how in find(query)[:4]}
    assert f"sources/{statement}" in found
    assert "said" in found.values() or found.get("events/fire.html")


@pytest.mark.parametrize(
    "query",
    [
        "1901-05-01",
        "1 May 1901",
        "1st may 1901",
        "May 1, 1901",
        "1.5.1901",
        "01/05/1901",
        "1 mayıs",
        "1 mai 1901",
        "1 مايو 1901",
        "١ أيار ١٩٠١",
        "1 мая",
    ],
)
def test_a_day_finds_what_happened_on_it_and_nothing_of_other_days(find: Find, query: str) -> None:
    assert [(url, how) for url, _, how in find(query)] == [
        ("events/fire.html", "date"),
        ("questions/who-set-the-fire.html", "linked"),
    ]


def test_a_month_or_a_year_finds_all_of_it_the_event_first(find: Find) -> None:
    for query in ("May 1901", "5/1901", "1901-05", "1901"):
        found = find(query)
        assert found[0][0] == "events/fire.html", query
        assert {"sources/ferry-notice.html", "sources/courier-second.html"} <= {
            url for url, _, _ in found
        }
    assert find("1902") == []


def test_a_date_narrows_other_words(find: Find) -> None:
    sources = [url for url, _, _ in find("mill 3 may") if url.startswith("sources/")]
    assert sources[0] in {"sources/courier-fire.html", "sources/post-fire.html#ashes"}
    whole = [url for url, part, _ in find("looms 10 May") if part > 0.99]
    assert whole == ["sources/courier-second.html"]


def test_events_and_their_questions_are_found_by_the_names_they_are_linked_with(find: Find) -> None:
    assert ["events/fire.html", 1, "linked"] in find("Arden")
    assert ["questions/who-set-the-fire.html", 1, "linked"] in find("Arden")
    assert find("Arden fire")[0][:2] == ["events/fire.html", 1]


@pytest.mark.parametrize(
    "ending", ["the mill", "Arden", "Ārdèn", "May 1901", "1901", "Arden 1901", "في أردن مايو 1901"]
)
def test_words_that_name_the_chronicle_hide_no_result(
    world: Path, chromium: Browser, tmp_path: Path, ending: str
) -> None:
    """Its place is the mill, which is in Arden; its days are in May 1901."""
    site = world / "data" / "site.yml"
    site.write_text(f"place: mill\n{site.read_text('utf-8')}", "utf-8")
    page = finder_page(chromium, tmp_path / "page", world_index(world))
    for query in ("lightning", "eighty looms", "who set it", "Ada Lund", "glossary"):
        alone, with_ending = page.evaluate(f"both => both.map({ASK})", [query, f"{query} {ending}"])
        whole = {url for url, part, _ in with_ending if part > 0.99}
        assert {url for url, part, _ in alone if part > 0.99} <= whole, query
        assert with_ending[0][0] == alone[0][0], query
    assert page.evaluate(ASK, ending)[0][0].startswith(("places/", "events/"))
    page.close()


def test_a_word_with_a_meaning_is_not_taken_for_a_name_that_sounds_like_it(
    chromium: Browser, tmp_path: Path
) -> None:
    found = []
    for i, words in enumerate(("", "looms artine | ")):
        index = world_index().replace('"meanings":"', f'"meanings":"{words}')
        page = finder_page(chromium, tmp_path / str(i), index)
        found.append("places/arden.html" in {url for url, _, _ in page.evaluate(ASK, "Artine")})
        page.close()
    assert found == [True, False]


def test_statements_speak_for_what_they_are_about(find: Find) -> None:
    found = {url: how for url, _, how in find("lightning")}
    assert found["questions/who-set-the-fire.html"] == found["events/fire.html"] == "said"


@pytest.mark.parametrize(
    "query",
    [
        "qwertyuiop",
        "zzzz qqqq",
        "999999",
        "!!!???",
        "-",
        "",
        "aaaaaaa",
        "photosynthesis",
        "بيتزا",
        "東京",
    ],
)
def test_what_the_chronicle_does_not_have_is_not_found(find: Find, query: str) -> None:
    assert find(query) == []


def test_words_of_which_only_some_are_found_are_told_from_a_full_find(find: Find) -> None:
    assert find("fire")[0][1] == 1
    partly = find("zzzzqqqq fire")
    assert partly and all(part < 0.99 for _, part, _ in partly)


def test_a_word_that_goes_along_with_a_name_is_not_needed(find: Find) -> None:
    found = {url: part for url, part, _ in find("Arden city")}
    assert found["places/arden.html"] == found["events/fire.html"] == 1


def test_a_common_word_is_not_taken_for_a_name_that_sounds_like_it(find: Find) -> None:
    """Looms are in many texts; no place or actor is called so."""
    assert {url.partition("/")[0] for url, _, _ in find("looms")}.isdisjoint({"places", "actors"})


@pytest.mark.parametrize(
    "alike",
    [
        ("ا", "أ", "إ", "آ", "ٱ"),
        ("ي", "ى", "ی"),
        ("ه", "ة", "ہ"),
        ("ك", "ک"),
        ("رماد", "الرماد", "والرماد", "رَمـاد"),
        ("isi", "ISI", "ısı", "İSİ", "i'si", "ísì", "𝒾𝓈𝒾"),
        ("ostrasse", "Østraße", "œstraße"),
        ("1237", "١٢٣٧", "۱۲۳۷"),
    ],
)
def test_letters_that_readers_exchange_are_one(page: Page, alike: tuple[str, ...]) -> None:
    fold = "({ split, spelled }, words) => words.map(word => split(word).map(spelled).join(' '))"
    found = page.evaluate(f"words => ({fold})(chronicleSearch.letters, words)", list(alike))
    assert found == [alike[0]] * len(alike)


@pytest.mark.parametrize(
    "alike",
    [
        ("X", "kh", "ḫ", "خ", "х", "5a"),
        ("S", "sh", "ş", "š", "ش", "ш", "sch", "ch", "ç", "tsch"),
        ("G", "gh", "ğ", "غ"),
        ("j", "dj", "dsch", "ǧ", "ž", "ج", "дж", "ж"),
        ("T", "th", "ث", "ṯ"),
        ("D", "dh", "ذ", "ḏ"),
        ("q", "ق", "ḳ"),
        ("f", "ph", "ف", "ф", "ff"),
        ("u", "ou", "oo", "у"),
        ("h", "ح", "7a"),
    ],
)
def test_letters_that_sound_alike_are_one(page: Page, alike: tuple[str, ...]) -> None:
    sound = "words => words.map(word => chronicleSearch.letters.sounded(word).replace(/a$/, ''))"
    assert page.evaluate(sound, list(alike[1:])) == [alike[0]] * (len(alike) - 1)


def test_an_index_in_parts_finds_the_same_in_whichever_order_they_come(
    page: Page, chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronicle.search.index.MOST_BYTES", 300)
    first, *later = world_files().values()
    other = finder_page(chromium, tmp_path / "page", first, *reversed(later))
    assert len(later) > 10 and other.evaluate("finder.missing()") == []
    queries = ["Arden", "fire at the mill", "lihgtning", "1 May 1901", "Ada Lund", "looms", "rss"]
    for query in queries:
        assert other.evaluate(ASK, query) == page.evaluate(ASK, query) != [], query
    other.close()


def test_a_finder_answers_with_the_parts_that_are_there(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronicle.search.index.MOST_BYTES", 2_000)
    first, second, *_ = world_files().values()
    page = finder_page(chromium, tmp_path / "page", first)
    assert 2 in page.evaluate("finder.missing()")
    assert page.evaluate(ASK, "who set the fire")[0][0] == "questions/who-set-the-fire.html"
    page.evaluate(second)
    assert 2 not in page.evaluate("finder.missing()")
    page.close()


LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Z", "Cf"])


@settings(max_examples=150)
@given(text=st.text(LETTERS, max_size=130))
def test_any_text_can_be_asked(page: Page, text: str) -> None:
    assert all(0 < part <= 1.001 for _, part, _ in page.evaluate(ASK, text))


@settings(max_examples=150)
@given(text=st.text(LETTERS, max_size=20))
@example("𝒜")
def test_a_folded_word_stays_as_it_is(page: Page, text: str) -> None:
    """Marks, capitals and apostrophes are gone; a second folding takes no more than an article."""
    fold = "({ split, spelled }, text) => split(text).map(spelled)"
    once = page.evaluate(f"text => ({fold})(chronicleSearch.letters, text)", text)
    assert all(word == word.lower() and "'" not in word and " " not in word for word in once)
