"""The search as readers meet it: the built site in a real browser, from disk unless a test says
otherwise."""

from __future__ import annotations

import functools
import gzip
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import opened, served_folder, violations
from playwright.sync_api import Browser, Page, Route
from searching import ASK, INDEX, finder_page, world_index
from support import ROOT, needs

from chronicle.domain.chronicle import Chronicle
from chronicle.model.kinds import FOLDERS
from chronicle.site import read_chronicle

WRITTEN = ROOT / "tests" / "cases" / "queries.yml"
SHOWN = "query => document.querySelector('.search-panel').dataset.query === query"


def queries() -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """What readers may type, by the page that they look for: as written down, else the names in the
    records, the place where most happened first. And questions by language, as far as written down,
    each with the pages that answer it."""
    if WRITTEN.exists():
        names, *questions = yaml.load_all(WRITTEN.read_text("utf-8"), yaml.BaseLoader)
        return names, (questions or [{}])[0]
    chronicle, _ = read_chronicle(ROOT)
    happened = Counter(role.place for event in chronicle.events.values() for role in event.places)
    named = {**chronicle.places, **chronicle.actors}
    ids = sorted(named, key=lambda id_: (-happened[id_], id_))
    return {id_: [name.text for name in named[id_].names] for id_ in ids}, {}


QUERIES, QUESTIONS = queries()
PAIRS = [(page, query) for page, found in QUERIES.items() for query in found]
FIRST_ID, FIRST_QUERY = PAIRS[0]


@pytest.fixture(scope="module")
def find(
    site: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Any]]:
    """The finder of the real chronicle."""
    index, *later = (path.read_text("utf-8") for path in index_files(site))
    page = finder_page(chromium, tmp_path_factory.mktemp("real"), index, *later)
    yield lambda query: page.evaluate(ASK, query)
    page.close()


def index_files(site: Path) -> list[Path]:
    """The parts of the index in their order."""
    names = (site / INDEX).parent.glob("index*.js")
    return sorted(names, key=lambda path: (len(path.name), path.name))


def front(
    site: Path, chromium: Browser, width: int = 1440, **options: Any
) -> tuple[Page, list[str], list[str]]:
    return opened(chromium, f"{site.as_uri()}/index.html", width, **options)


def ask(page: Page, query: str) -> None:
    """Types a query and waits for its results."""
    page.fill("#__query", query)
    page.wait_for_function(SHOWN, arg=query.strip())


# ---- what is found -----------------------------------------------------------------------------


def test_every_query_finds_its_page_and_all_events_of_it(find: Callable[[str], Any]) -> None:
    """The page is among the first three results; the events that name it are there too."""
    chronicle, _ = read_chronicle(ROOT)
    failed = []
    for id_, query in PAIRS:
        found = [url for url, _, _ in find(query)]
        wanted = address(chronicle, id_)
        roles = {
            event: {role.place for role in one.places} | {role.actor for role in one.actors}
            for event, one in chronicle.events.items()
        }
        missing = [
            event
            for event, ids in roles.items()
            if id_ in ids and f"events/{event}.html" not in found
        ]
        if wanted not in found[:3] or missing:
            failed.append((id_, query, found[:3], missing))
    assert failed == []


def address(chronicle: Chronicle, page: str) -> str:
    """Of a record by its id, or of a page such as method or method#names."""
    name, hash_, anchor = page.partition("#")
    kind = chronicle.kind_of.get(name)
    return f"{f'{FOLDERS[kind]}/' if kind else ''}{name}.html{hash_}{anchor}"


def test_95_of_a_hundred_questions_find_a_page_that_answers_them(
    find: Callable[[str], Any], site: Path
) -> None:
    """Among the first three; a page without a section is answered by any section of it."""
    needs(QUESTIONS, "questions in tests/cases/queries.yml")
    chronicle, _ = read_chronicle(ROOT)
    asked = {query: pages for one in QUESTIONS.values() for query, pages in one.items()}
    assert len(asked) >= 200 and len(QUESTIONS) >= 6
    missed = []
    for query, pages in asked.items():
        wanted = {address(chronicle, page) for page in pages.split()}
        assert all((site / one.partition("#")[0]).exists() for one in wanted), (query, pages)
        found = [url for url, _, _ in find(query)[:3]]
        if not wanted & {*found, *(url.partition("#")[0] for url in found)}:
            missed.append((query, found))
    assert len(missed) <= 0.05 * len(asked), missed


def test_titles_are_found_beside_words_that_name_the_chronicle(find: Callable[[str], Any]) -> None:
    """Of all questions and events: with its place in two spellings, what contains it, its month and
    its year."""
    chronicle, _ = read_chronicle(ROOT)
    settings = chronicle.site
    needs(settings.place and settings.window, "place and window in data/site.yml")
    place = around = chronicle.places[settings.place]
    while around.within:
        around = chronicle.places[around.within]
    day = settings.window.first
    other = next((one.text for one in place.names if one.text != place.name), place.name)
    endings = ("", place.name, other, around.name, f"{day:%B %Y}", f"{day:%Y}")
    titles = {id_: one.question for id_, one in chronicle.questions.items()}
    titles |= {id_: one.title for id_, one in chronicle.events.items()}
    queries = [
        (id_, f"{title} {ending}")
        for id_, title in titles.items()
        for ending in (*endings, f"{around.name} {day:%Y}")
    ]
    missed = [
        query
        for id_, query in queries
        if address(chronicle, id_) not in [url for url, _, _ in find(query)[:3]]
    ]
    assert missed == []


def test_half_of_the_queries_are_in_no_record() -> None:
    """Even when capitals are passed over: this tries the rules, not the list of names."""
    needs(WRITTEN.exists(), "tests/cases/queries.yml")
    text = "\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "data").rglob("*.yml"))
    ).casefold()
    new = [query for _, query in PAIRS if query.casefold() not in text]
    assert len(set(PAIRS)) == len(PAIRS)
    assert len(new) >= len(PAIRS) / 2


def test_every_day_of_an_event_finds_it_however_it_is_written(find: Callable[[str], Any]) -> None:
    chronicle, _ = read_chronicle(ROOT)
    single = [
        (id_, e.date.first)
        for id_, e in chronicle.events.items()
        if e.date and e.date.first == e.date.last
    ]
    for id_, day in single:
        forms = (
            f"{day:%Y-%m-%d}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day:%B} {day.day}, {day.year}",
        )
        for form in forms:
            found = [
                url for url, _, how in find(form) if how == "date" and url.startswith("events/")
            ]
            assert f"events/{id_}.html" in found, (id_, form)


def test_statements_are_found_by_their_own_words_with_a_slip(find: Callable[[str], Any]) -> None:
    """One word of each has two letters turned round."""
    chronicle, _ = read_chronicle(ROOT)
    for statement in list(chronicle.statements.values())[::40]:
        words = re.findall(r"[^\W\d_]{3,}", statement.record.says)[:10]
        slip = max((word for word in words if word.islower()), key=len)
        turned = slip[:2] + slip[3] + slip[2] + slip[4:] if len(slip) > 5 else slip
        query = " ".join(turned if word == slip else word for word in words)
        wanted = f"sources/{statement.source_id}.html#{statement.record.id}"
        found = [url for url, _, _ in find(query) if "#" in url and url.startswith("sources/")]
        assert wanted in found[:5], query


def test_pages_are_found_by_task(find: Callable[[str], Any]) -> None:
    """Each word that texts.yml gives for a page finds it among the first three results."""
    chronicle, _ = read_chronicle(ROOT)
    for path, words in chronicle.texts.table("search_pages").items():
        page, hash_, anchor = path.partition("#")
        for word in words.split():
            found = [url for url, _, _ in find(word) if url.startswith((page, "words"))]
            assert f"{page}.html{hash_}{anchor}" in found, (path, word)


# ---- what is shown -----------------------------------------------------------------------------


def test_the_index_waits_for_the_reader_and_is_small(site: Path, chromium: Browser) -> None:
    page, asked, errors = front(site, chromium)
    page.wait_for_load_state("networkidle")
    own = [url for url in asked if "/search/" in url]
    assert own == []
    ask(page, FIRST_QUERY)
    names = sorted(url.rpartition("/")[2] for url in asked if "assets/search/" in url)
    assert names == sorted(path.name for path in index_files(site)), "each part once"
    assert all(url.startswith(("file:", "data:")) for url in asked) and errors == []
    parts = [path.read_bytes() for path in index_files(site)]
    sizes = [len(gzip.compress(part)) for part in parts]
    entries = sum(part.count(b'"kind":"') for part in parts)
    assert max(sizes) < 160_000
    assert sum(sizes) < 20_000 + 100 * entries, "100 bytes an entry"
    page.close()


def test_the_first_part_answers_before_the_others_are_there(site: Path, chromium: Browser) -> None:
    """What the reader has reached keeps the focus; a part that is lost is asked for again."""
    needs(len(index_files(site)) > 1, "second part of the index")
    page = chromium.new_page()
    lost = []

    def refuse(route: Route) -> None:
        lost.append(route.request.url)
        route.abort()

    page.route("**/assets/search/index-*.js", refuse)
    with served_folder(site) as address:
        page.goto(f"{address}/index.html")
        page.fill("#__query", FIRST_QUERY)
        page.wait_for_selector(".search-link")
        page.wait_for_function("document.querySelector('.search-count').textContent")
        page.keyboard.press("ArrowDown")
        reached = page.evaluate("document.activeElement.href")
        page.unroute("**/assets/search/index-*.js")
        page.dispatch_event("#__query", "input")
        page.wait_for_function(SHOWN, arg=FIRST_QUERY)
        assert lost and page.evaluate("document.activeElement.href") == reached
    page.close()


def test_results_have_a_kind_a_reason_and_a_group(site: Path, chromium: Browser) -> None:
    """The best come first with their kind, the others under the heading of theirs, none twice."""
    chronicle, _ = read_chronicle(ROOT)
    page, _, errors = front(site, chromium)
    happened = Counter(role.place for event in chronicle.events.values() for role in event.places)
    place = chronicle.places[happened.most_common(1)[0][0]]
    ask(page, place.name)
    kinds = chronicle.texts.table("search_kind")
    best = page.locator(".search-results > ul > li")
    assert all(
        text.split(" · ")[0] in kinds.values()
        for text in best.locator(".search-facts").all_inner_texts()
    )
    assert best.first.locator("mark").count(), "the name is marked"
    headings = page.locator(".search-results h2").all_inner_texts()
    groups = chronicle.texts.table("search_group")
    assert headings and all(
        re.fullmatch(r"(.+) \(\d+\)", text)[1] in groups.values() for text in headings
    )  # type: ignore[index]
    more = page.locator(".search-more")
    while more.count():
        more.first.click()
    links = page.locator(".search-link").evaluate_all("links => links.map(link => link.href)")
    counted = int(re.findall(r"\d+", page.inner_text(".search-count"))[0])
    assert len(set(links)) == len(links) == counted
    dated = page.locator(".search-facts").all_inner_texts()
    with_year = [text for text in dated if re.search(r"\b\d{4}\b", text)]
    assert len(with_year) > min(10, len(dated) / 4)
    assert any("reports killings" in text for text in dated) or not any(
        one.content_note == "killings" for one in chronicle.events.values()
    )
    assert errors == []
    page.close()


def test_more_of_a_group_comes_on_demand_and_takes_the_focus(site: Path, chromium: Browser) -> None:
    page, _, _ = front(site, chromium)
    ask(page, FIRST_QUERY)
    needs(page.locator(".search-more").count(), "query with more than four results of a kind")
    before = page.locator(".search-more").first.evaluate(
        "more => { window.group = more.parentNode; return group.querySelectorAll('li').length; }"
    )
    page.locator(".search-more").first.click()
    assert before == 4 < page.evaluate("group.querySelectorAll('li').length")
    assert page.evaluate("group.querySelectorAll('a')[4] === document.activeElement")
    page.close()


def test_the_count_is_announced_and_so_is_that_nothing_was_found(
    site: Path, chromium: Browser
) -> None:
    page, _, _ = front(site, chromium)
    status = page.locator(".search-count")
    assert status.get_attribute("role") == "status"
    ask(page, FIRST_QUERY)
    assert re.search(r"\d", status.inner_text())
    ask(page, "zzzzqqqq")
    assert "zzzzqqqq" in status.inner_text()
    assert page.locator(".search-results > *").count() == 0
    page.close()


def test_a_foreign_query_runs_in_the_direction_of_its_script(site: Path, chromium: Browser) -> None:
    page, _, _ = front(site, chromium)
    page.fill("#__query", "كلمة")
    assert page.evaluate("getComputedStyle(document.querySelector('#__query')).direction") == "rtl"
    page.close()


# ---- the keyboard and the address --------------------------------------------------------------


def test_the_keyboard_goes_through_the_results_and_leaves_them(
    site: Path, chromium: Browser
) -> None:
    page, _, errors = front(site, chromium)
    in_field = functools.partial(page.evaluate, "document.activeElement.id === '__query'")
    page.focus("#__query")
    page.keyboard.type(FIRST_QUERY)
    page.wait_for_function(SHOWN, arg=FIRST_QUERY)
    assert in_field() and "?" not in page.url, "nothing moves while the reader types"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(".search-link").nth(1).evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert in_field()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert in_field() and not page.is_visible(".search-panel")
    assert page.input_value("#__query") == FIRST_QUERY, "the first Escape closes only the list"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate("document.activeElement.closest('.search')") and not page.is_visible(
        ".search-panel"
    )
    page.focus("#__query")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{FIRST_ID}.html")
    page.go_back()
    page.wait_for_function(SHOWN, arg=FIRST_QUERY)
    assert page.is_visible(".search-panel"), "Back comes back to the results"
    assert errors == []
    page.close()


def test_a_click_beside_the_panel_closes_it(site: Path, chromium: Browser) -> None:
    page, _, _ = front(site, chromium)
    ask(page, FIRST_QUERY)
    page.mouse.click(20, 700)
    assert not page.is_visible(".search-panel")
    page.close()


def test_a_key_alone_opens_the_search_until_the_reader_turns_it_off(
    site: Path, chromium: Browser
) -> None:
    page, _, errors = opened(chromium, f"{site.as_uri()}/statements.html", 1440)
    focused = functools.partial(page.evaluate, "document.activeElement.id")
    page.keyboard.press("Control+/")
    assert focused() != "__query"
    page.keyboard.press("/")
    assert focused() == "__query" and page.input_value("#__query") == ""
    page.keyboard.type("a/b")
    page.wait_for_function(SHOWN, arg="a/b")
    page.uncheck(".search-slash")
    assert not page.is_visible(".search-key")
    page.reload()
    assert not page.is_checked(".search-slash")
    page.keyboard.press("/")
    assert focused() != "__query"
    assert errors == []
    page.close()


def test_an_address_can_ask_and_a_long_one_does_not_freeze_the_page(
    site: Path, chromium: Browser
) -> None:
    page, _, errors = opened(chromium, f"{site.as_uri()}/places.html?q={'al-word%20' * 500}", 1440)
    page.wait_for_function("document.querySelector('.search-panel').dataset.query")
    assert len(page.input_value("#__query")) <= 120
    assert errors == []
    page.close()


# ---- on every screen, under every policy -------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 800, 1440])
def test_the_open_panel_is_accessible_and_within_the_page(
    site: Path, chromium: Browser, width: int, scheme: str
) -> None:
    page, _, _ = front(site, chromium, width, scheme=scheme)
    narrow = page.is_visible(".search-open")
    assert narrow == (width == 320)
    if narrow:
        page.click(".search-open")
    ask(page, FIRST_QUERY)
    assert violations(page, ".search", {"rules": {"target-size": {"enabled": True}}}) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    box = page.locator(".search-panel").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    small = page.locator(".search :is(a, button, label:not(.unseen)):visible").evaluate_all(
        "all => all.filter(one => { const box = (one.closest('li') ?? one).getBoundingClientRect();"
        " return box.width < 24 || box.height < 24; }).map(one => one.outerHTML)"
    )
    assert small == []
    page.keyboard.press("Escape")
    assert not page.is_visible(".search-panel")
    if narrow:
        assert page.evaluate("document.activeElement.className").startswith("search-open")
    page.close()


def test_on_a_phone_the_search_fills_the_screen_and_the_page_beneath_stays(
    site: Path, chromium: Browser
) -> None:
    page, _, _ = front(site, chromium, 390)
    page.click(".search-open")
    ask(page, FIRST_QUERY)
    box = page.locator(".search").bounding_box()
    assert box and (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 800)
    page.mouse.wheel(0, 5000)
    page.mouse.wheel(0, 5000)
    assert page.evaluate("window.scrollY") == 0
    page.click(".search-close")
    assert not page.is_visible("#__query") and page.is_visible(".search-open")
    page.close()


def test_marks_and_focus_are_seen_in_forced_colours(site: Path, chromium: Browser) -> None:
    page, _, _ = front(site, chromium, forced_colors="active")
    ask(page, FIRST_QUERY)
    page.keyboard.press("ArrowDown")
    style = page.locator(".search-results mark").first.evaluate(
        "one => getComputedStyle(one).backgroundColor"
    )
    assert style not in (
        "rgba(0, 0, 0, 0)",
        page.evaluate("getComputedStyle(document.body).backgroundColor"),
    )
    outline = page.locator(".search-results li").first.evaluate(
        "one => getComputedStyle(one).outlineStyle"
    )
    assert outline == "solid"
    page.close()


def test_it_works_over_http_under_a_strict_policy(site: Path, chromium: Browser) -> None:
    """Also below the root of a host; a query in the address opens with the page; no other host is
    asked."""
    with served_folder(site.parent) as address:
        base = f"{address}{site.name}"
        page, asked, errors = opened(chromium, f"{base}/names.html?q={FIRST_QUERY}", 1440)
        page.wait_for_function(SHOWN, arg=FIRST_QUERY)
        hrefs = page.locator(".search-link").evaluate_all("links => links.map(link => link.href)")
        assert any(href.endswith(f"/{FIRST_ID}.html") for href in hrefs[:3])
        assert all(href.startswith(f"{base}/") for href in hrefs)
        assert all(url.startswith((base, "data:")) for url in asked)
        assert len([url for url in asked if url.endswith(INDEX)]) == 1
        assert errors == []
        page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_it_leads_to_all_names(site: Path, chromium: Browser, width: int) -> None:
    page, _, _ = front(site, chromium, width, java_script_enabled=False)
    assert not page.is_visible(".search-panel") and not page.is_visible(".search-key")
    if width == 390:
        page.click(".search-open")
    else:
        page.fill("#__query", FIRST_QUERY)
        page.keyboard.press("Enter")
    page.wait_for_url("**/names.html*")
    page.close()


def copied(site: Path, folder: Path) -> Path:
    """The front page with its assets, to spoil at will."""
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copy(site / "index.html", folder / "index.html")
    return folder


def test_a_failed_load_is_said_and_tried_again(
    site: Path, chromium: Browser, tmp_path: Path
) -> None:
    copy = copied(site, tmp_path)
    (copy / INDEX).unlink()
    page, _, _ = front(copy, chromium)
    page.fill("#__query", FIRST_QUERY)
    failed = page.get_attribute("form.search", "data-failed")
    said = "text => document.querySelector('.search-count').textContent === text"
    page.wait_for_function(said, arg=failed)
    shutil.copy(site / INDEX, copy / INDEX)
    page.fill("#__query", "")
    ask(page, FIRST_QUERY)
    assert page.locator(".search-link").count()
    page.close()


def test_an_excerpt_begins_with_its_sentence_which_says_who_speaks(
    site: Path, chromium: Browser, tmp_path: Path
) -> None:
    copy = copied(site, tmp_path)
    (copy / INDEX).write_text(world_index(), "utf-8")
    page, _, _ = front(copy, chromium)
    ask(page, "blamed weavers")
    shown = page.locator(".search-why", has=page.locator("mark")).all_inner_texts()
    beginning = "… The guild's secretary blamed the owner's men; the owner blamed weavers."
    assert any(text.startswith(beginning) for text in shown), shown
    page.close()


HOSTILE = (
    "<img src=x onerror=window.harmed=1> <b>Arden</b> </script><script>window.harmed=1</script>"
)


def test_a_record_cannot_bring_markup_into_the_results(
    site: Path, chromium: Browser, world: Path, tmp_path: Path
) -> None:
    """The page of the real site, with the index of a world whose records try it."""
    event, place = world / "data" / "events" / "fire.yml", world / "data" / "places" / "arden.yml"
    actor = world / "data" / "actors" / "ada-lund.yml"
    written = actor.read_text("utf-8")
    actor.write_text(written.replace("role: Secretary of the guild", f"role: '{HOSTILE}'"), "utf-8")
    event.write_text(
        event.read_text("utf-8").replace("title: Fire at the mill", f"title: '{HOSTILE}'"), "utf-8"
    )
    names = f"names:\n  - {{ text: '{HOSTILE}', language: en }}\n"
    place.write_text(place.read_text("utf-8").replace("names:\n", names, 1), "utf-8")
    copy = copied(site, tmp_path / "copy")
    (copy / INDEX).write_text(world_index(world), "utf-8")
    page, _, errors = front(copy, chromium)
    for query in (
        "Ada Lund",
        "img onerror",
        HOSTILE,
        "<img src=x onerror=window.harmed=1> zzzzqqqq",
    ):
        ask(page, query)
        assert (
            page.locator(".search :is(.search-results, .search-count) :is(img, script, b)").count()
            == 0
        )
    ask(page, "img onerror")
    assert HOSTILE in page.locator(".search-results").inner_text()
    assert page.evaluate("window.harmed") is None
    assert errors == []
    page.close()
