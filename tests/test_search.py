"""Search as readers meet it: the built site in a real browser, from disk unless a test says otherwise."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import AXE, mkdocs, opened, project
from conftest import ROOT, needs
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from chronicle.site import read
from chronicle.text import transliteration as fold

WRITTEN = ROOT / "tests" / "queries.yml"


def queries() -> dict[str, list[str]]:
    """What readers may type, by the page that they look for: as written down, else the names in the records, the place where
    most happened first."""
    if WRITTEN.exists():
        return dict(yaml.load(WRITTEN.read_text("utf-8"), yaml.BaseLoader))
    chronicle, _ = read(ROOT)
    spoken = Counter(role.place for event in chronicle.events.values() for role in event.places)
    ids = [*sorted(chronicle.places, key=lambda id_: -spoken[id_]), *chronicle.actors]
    named = {**chronicle.places, **chronicle.actors}
    return {id_: [name.text for name in named[id_].names] for id_ in ids}


QUERIES = queries()
PAIRS = [(page, query) for page, queries in QUERIES.items() for query in queries]
INDEX = "assets/javascripts/search-index.js"
# The results of each query as the reader sees them: the pages, as addresses relative to the site.
ASK_ALL = """async queries => {
  const input = document.querySelector("#search-input"), panel = document.querySelector(".search__panel");
  const site = new URL("../../", document.querySelector('script[src*="search.js"]').src).href;
  const found = [];
  for (const query of queries) {
    input.value = query;
    input.dispatchEvent(new Event("input"));
    for (let tries = 0; tries < 1000 && panel.dataset.query !== query.trim(); tries++)
      await (tries < 20 ? null : new Promise(done => setTimeout(done, 10)));
    found.push([...document.querySelectorAll(".search__link")].map(link => link.href.replace(site, "")));
  }
  return found;
}"""
ASK = f"async query => (await ({ASK_ALL})([query]))[0]"


@pytest.fixture(scope="module")
def page(site: Path, chromium: Browser) -> Iterator[Page]:
    """The front page from disk with the search's index loaded; no test may leave an error behind."""
    page, asked, errors = opened(chromium, f"{site.as_uri()}/index.html", 1440)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if INDEX in url], "the index waits for the reader"
    page.focus("#search-input")
    page.wait_for_function("!!window.chronicleIndex && !!window.chronicleFinder")
    page.evaluate("window.testFinder = chronicleFinder(chronicleIndex, MiniSearch, chronicleLikeness, chronicleDate)")
    yield page
    assert errors == []
    page.close()


def test_every_spelling_finds_its_page_and_then_its_events(page: Page) -> None:
    """Of each pair the page is among the first three results, and all events that name it stand after it."""
    chronicle, _ = read(ROOT)
    failed = []
    for (id_, query), found in zip(PAIRS, page.evaluate(ASK_ALL, [query for _, query in PAIRS]), strict=True):
        folder = {"place": "places", "actor": "actors", "event": "events", "question": "questions"}[
            chronicle.kind_of[id_]
        ]
        address = f"{folder}/{id_}.html"
        at = found.index(address) if address in found else -1
        events = [
            f"events/{event_id}.html"
            for event_id, event in chronicle.events.items()
            if id_ in {role.place for role in event.places} | {role.actor for role in event.actors}
        ]
        missing = [event for event in events if event not in found[at + 1 :]]
        if not 0 <= at < 3 or missing:
            failed.append((id_, query, at, found[:3], missing))
    assert failed == []


def test_what_the_chronicle_does_not_hold_is_not_found(page: Page) -> None:
    """Noise finds nothing and says so; words of which only some are there are told from a full find."""
    nothing = [
        "qwertyuiop",
        "zzzz qqqq",
        "999999",
        "!!!???",
        "-",
        "aaaaaaa",
        "photosynthesis",
        "pizza recipe",
        "بيتزا",
        "東京",
    ]
    assert page.evaluate(ASK_ALL, nothing) == [[]] * len(nothing)
    assert "東京" in page.inner_text(".search__count")
    chronicle, _ = read(ROOT)
    partly = chronicle.records.texts["search_count_partly"].split("{")[0]
    titles = " ".join(event.title for event in chronicle.events.values())
    words = sorted(re.findall(r"\b[a-z]{4,}\b", titles), key=len, reverse=True)

    def told_apart(word: str) -> bool:
        return bool(page.evaluate(ASK, f"zzzzqqqq {word}")) and page.inner_text(".search__count").startswith(partly)

    assert any(map(told_apart, words))


def test_a_date_finds_what_happened_and_what_was_published(page: Page) -> None:
    """However the day is written: its events first, then its sources; beside other words, those of that day."""
    chronicle, _ = read(ROOT)
    single = [(id_, e.date) for id_, e in chronicle.events.items() if e.date and e.date.first == e.date.last]
    for id_, date in single[:6]:
        day = date.first
        forms = [
            f"{day:%Y-%m-%d}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day:%B} {day.day}, {day.year}",
            f"{day.day} {day:%b} {day.year}",
        ]
        for found in page.evaluate(ASK_ALL, forms):
            assert f"events/{id_}.html" in found[:3], (id_, found[:3])
    id_, source = next(
        (i, s) for i, s in chronicle.sources.items() if s.title and s.issued and s.issued.text.count("-") == 2
    )
    word = max(source.title.split(), key=len)
    assert f"sources/{id_}.html" in page.evaluate(ASK, f"{word} {source.issued.first:%d %B}")[:3]


def test_half_of_the_spellings_stand_in_no_record() -> None:
    """Even when capitals are passed over; and there are at least eighty of each sort that the pairs promise."""
    needs(WRITTEN.exists(), "tests/queries.yml")
    text = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "data").rglob("*.yml"))).casefold()
    new = [(id_, query) for id_, query in PAIRS if query.casefold() not in text]
    assert len(set(PAIRS)) == len(PAIRS) >= 80
    assert len(new) >= len(PAIRS) / 2, f"{len(new)} of {len(PAIRS)}"


def test_results_say_what_they_are_when_and_why(page: Page, site: Path) -> None:
    """Every result has its kind and a reason; events have their date, and a note where killings are told."""
    chronicle, _ = read(ROOT)
    texts = chronicle.records.texts
    kinds = {text for key, text in texts.items() if key.startswith("search_kind_")}
    id_ = max(
        chronicle.places, key=lambda id_: sum(r.place == id_ for e in chronicle.events.values() for r in e.places)
    )
    page.evaluate(ASK, chronicle.places[id_].name)
    items = page.locator(".search__result").evaluate_all(
        """items => items.map(item => ({ url: item.querySelector("a").href, kind: item.querySelector("b").textContent,
            facts: item.querySelector(".search__facts").textContent, why: item.querySelector(".search__why")?.textContent }))"""
    )
    assert items[0]["why"]
    warned = dated = 0
    for item in items:
        assert item["kind"] in kinds and item["why"], item
        event = chronicle.events.get(Path(item["url"]).stem) if "/events/" in item["url"] else None
        if event:
            dated += bool(re.search(r"\d{4}", item["facts"]))
            note = texts[f"content_short_{event.content_note.replace('-', '_')}"] if event.content_note else ""
            assert item["facts"].endswith(note)
            warned += bool(note)
    needs(warned >= 3 and dated >= 10, "place with many events")


def test_a_query_runs_in_the_direction_of_its_script(page: Page) -> None:
    page.evaluate(ASK, "جسر")
    assert page.evaluate("getComputedStyle(document.querySelector('#search-input')).direction") == "rtl"


def test_matched_words_are_marked(page: Page) -> None:
    chronicle, _ = read(ROOT)
    word = max(re.findall(r"[^\W\d_]+", next(iter(chronicle.events.values())).title), key=len)
    page.evaluate(ASK, word)
    marks = page.locator(".search__result mark").all_text_contents()
    assert word.casefold() in {mark.casefold() for mark in marks}


def test_words_of_statements_and_prose_are_found_with_slips(page: Page) -> None:
    """Each fortieth statement is found by its own words; one of them may have two letters turned round."""
    chronicle, _ = read(ROOT)
    for statement in list(chronicle.statements.values())[::40]:
        words = [
            word for word in re.findall(r"[^\W\d_]{3,}", statement.record.says) if word.islower() or not word.isascii()
        ]
        slip = max(words, key=len)
        turned = slip[:2] + slip[3] + slip[2] + slip[4:] if len(slip) > 5 else slip
        query = " ".join(turned if word == slip else word for word in words)
        address = f"sources/{statement.source_id}.html#{statement.record.id}"
        assert address in page.evaluate(ASK, query)[:10], query


def test_the_index_is_small(site: Path) -> None:
    assert len(gzip.compress((site / INDEX).read_bytes())) < 300_000


def test_the_keyboard_goes_through_the_results_and_leaves_them(site: Path, chromium: Browser) -> None:
    page, _, errors = opened(chromium, f"{site.as_uri()}/index.html", 1440)
    active = functools.partial(page.evaluate, "document.activeElement.className + ' ' + document.activeElement.id")
    name = next(iter(QUERIES.values()))[0]
    page.focus("#search-input")
    page.keyboard.type(name)
    page.wait_for_selector(".search__link")
    assert "search__link" not in active()
    assert "?" not in page.url, "the address stays while the reader types"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(".search__link").nth(1).evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert "search-input" in active()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.search')") and not page.is_visible(".search__panel")
    page.focus("#search-input")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".search__link")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert "search-input" in active() and not page.is_visible(".search__panel")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{next(iter(QUERIES))}.html")
    page.go_back()
    page.wait_for_selector(".search__link")
    assert page.input_value("#search-input") == name, "Back comes back to the results"
    assert errors == []
    page.close()


def test_a_slash_opens_the_search_and_a_long_address_does_not_freeze_it(site: Path, chromium: Browser) -> None:
    page, _, errors = opened(chromium, f"{site.as_uri()}/places.html?q={'jisr%20al-shughour%20' * 500}", 1440)
    page.wait_for_function("document.querySelector('.search__panel').dataset.query")
    assert len(page.input_value("#search-input")) <= 120
    page.goto(f"{site.as_uri()}/places.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-input" and not page.input_value("#search-input")
    page.focus("input[name=text]")
    page.keyboard.press("/")
    assert page.input_value("input[name=text]") == "/", "in a field it is a sign like others"
    assert errors == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_open_panel_is_accessible_and_within_the_page(
    site: Path, chromium: Browser, width: int, scheme: str
) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/places.html", width, scheme)
    if width == 360:
        page.click(".search__open")
        assert page.evaluate("document.activeElement.id") == "search-input"
    page.fill("#search-input", next(iter(QUERIES.values()))[0])
    page.wait_for_selector(".search__link")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(AXE)
    found = page.evaluate("axe.run('.search', { resultTypes: ['violations'] })")
    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]] == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.is_visible(".search__panel")
    page.close()


def test_search_works_over_http_and_by_address(site: Path, chromium: Browser) -> None:
    """Also below the root of a host; a search in the address opens with the page; no other host is asked."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(site.parent))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/{site.name}"
        id_ = next(iter(QUERIES))
        page, asked, errors = opened(
            chromium, f"{base}/events/{next((site / 'events').glob('*.html')).name}?q={QUERIES[id_][0]}", 1440
        )
        page.wait_for_selector(".search__link")
        assert page.locator(".search__link").first.get_attribute("href") == f"{base}/places/{id_}.html"
        assert errors == [] and all(url.startswith((base, "data:")) for url in asked)
        assert len([url for url in asked if INDEX in url]) == 1
        page.close()
        server.shutdown()


def test_without_a_script_search_is_a_link_to_all_names(site: Path, chromium: Browser) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/places/{next(iter(QUERIES))}.html", 1440, java_script_enabled=False)
    assert not page.is_visible("#search-input")
    page.click(".search__open")
    assert page.url.endswith("/names.html")
    page.close()


HOSTILE = "<img src=x onerror=window.harmed=1> <b>Arden</b> </script><script>window.harmed=1</script>"


def test_a_record_cannot_bring_markup_into_the_results(tmp_path: Path, chromium: Browser) -> None:
    root = project(tmp_path)
    event, place = root / "data" / "events" / "fire.yml", root / "data" / "places" / "arden.yml"
    event.write_text(event.read_text("utf-8").replace("title: Fire at the mill", f"title: '{HOSTILE}'"), "utf-8")
    place.write_text(
        place.read_text("utf-8").replace("names:\n", f"names:\n  - {{ text: '{HOSTILE}', language: en }}\n", 1), "utf-8"
    )
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page, _, errors = opened(chromium, f"{(root / 'site').as_uri()}/index.html", 1440)
    for query in ("img onerror", HOSTILE):
        page.evaluate(ASK, query)
        assert HOSTILE in page.locator(".search__results").inner_text()
        assert page.locator(".search__results :is(img, script, b b)").count() == 0
    page.evaluate(ASK, "<img src=x onerror=window.harmed=1>zzzzqqqq")
    assert page.locator(".search img").count() == 0
    assert page.evaluate("window.harmed") is None
    assert errors == []
    page.close()


# ---- folding: one set of rules, two languages that apply it --------------------------------------------------------

SIGNS = (
    st.characters(
        codec="utf-8",
        categories=["L", "M", "N", "P", "S", "Z", "Cf"],
        max_codepoint=0x2FF,
    )
    | st.characters(min_codepoint=0x400, max_codepoint=0x45F, categories=["L"])
    | st.characters(min_codepoint=0x600, max_codepoint=0x6FF, categories=["L", "M", "N", "P", "Cf"])
)
TEXTS = st.lists(
    st.text(SIGNS | st.sampled_from("shkgtdcx237 '-ʿأةىالوİı\u200f\u0301\u0651ﺟﺴﺮﷲẖḤṯ"), max_size=24),
    min_size=30,
    max_size=60,
)


def folded_in_browser(page: Page, texts: list[str]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = page.evaluate(
        "texts => texts.map(text => [testFinder.words(text), testFinder.sounds(text)])", texts
    )
    return found


def test_names_fold_alike_in_python_and_in_the_browser(page: Page) -> None:
    chronicle, _ = read(ROOT)
    names = [
        name.text for kind in (chronicle.actors, chronicle.places) for record in kind.values() for name in record.names
    ]
    texts = names + [query for _, query in PAIRS] + [source.title or "" for source in chronicle.sources.values()]
    assert folded_in_browser(page, texts) == [[fold.words(text), fold.sounds(text)] for text in texts]


@settings(max_examples=60)
@given(texts=TEXTS)
def test_any_text_folds_alike_in_python_and_in_the_browser(page: Page, texts: list[str]) -> None:
    assert folded_in_browser(page, texts) == [[fold.words(text), fold.sounds(text)] for text in texts]


@given(st.text(SIGNS, max_size=20))
def test_folding_what_is_folded_changes_nothing_but_articles(text: str) -> None:
    once = " ".join(fold.words(text))
    assert not re.search(r"[\u064b-\u0652\u0640'’-]", once) and once == once.lower()


def index_of(root: Path) -> dict[str, Any]:
    from chronicle import site as build

    found: dict[str, Any] = json.loads(
        build(root).search.removeprefix("window.chronicleIndex=").rstrip().removesuffix(";")
    )
    return found


def test_the_index_holds_no_quotation_that_may_not_be_shown(world: Path) -> None:
    text = json.dumps(index_of(world), ensure_ascii=False)
    assert "they ran like hares" not in text
    assert "[@" not in text and "<!-- block" not in text


def test_every_text_that_the_scripts_ask_for_is_in_the_index(world: Path) -> None:
    scripts = ROOT / "overrides" / "assets" / "javascripts"
    wanted = set(re.findall(r'say\("([a-z_]+)"', (scripts / "find.js").read_text("utf-8")))
    wanted |= {
        f"search_{key}"
        for key in re.findall(
            r'[( ?:]"((?:count|none|link|all|found)[a-z_]*)"', (scripts / "search.js").read_text("utf-8")
        )
    }
    assert len(wanted) >= 7
    wanted |= {f"search_found_{how}" for how in ("used", "name", "initials", "near", "sound")}
    assert wanted - {"search_count"} <= set(index_of(world)["texts"])
