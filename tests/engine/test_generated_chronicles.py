"""Properties of chronicles made at random, from their YAML to the HTML of their pages.

Sources with statements, answers, numbers, relations and descent are added to the invented world.
The check accepts each such chronicle, so all of it must be on its pages, and nothing else.
"""

import json
import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from support import built

from chronicle.text.finished import finished_fault
from chronicle.text.markdown import to_html

POSITIONS = ("nobody", "owner", "weavers")
WORDS = st.sampled_from(
    ["looms", "< 5 >", "* 3 *", "a_b_c", "[x]", "# 1", "A & B", "“so”", "{y}", "نار"]
)
SAYS = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: f"It {' '.join(words)}.")
SPEAKERS = st.sampled_from(
    [
        "owner",
        "guild",
        {"described": "a weaver", "named": "no", "party": "weavers"},
        {"described": "a traveller, <40>", "named": "no", "party": "reporters"},
    ]
)


@st.composite
def sources(draw: st.DrawFn) -> dict[str, Any]:
    """Up to five sources, each of which may rest on some before it."""
    found: dict[str, Any] = {}
    refs: list[str] = []
    for number in range(draw(st.integers(1, 5))):
        parents = draw(st.lists(st.sampled_from(sorted(found)), unique=True)) if found else []
        works = [{"work": one, "what": "text", "sure": "stated"} for one in parents]
        derives = works or draw(st.sampled_from(["own", "unknown"]))
        statements = []
        for index in range(draw(st.integers(0, 3))):
            statements.append(draw(statement(f"s-{index}", refs)))
        refs += [f"made-{number}#{one['id']}" for one in statements]
        found[f"made-{number}"] = {
            "type": "article-newspaper",
            "title": draw(SAYS),
            "container-title": draw(st.sampled_from(["The Post", "The Courier", "A & B"])),
            "kind": "newspaper",
            "read": {"extent": "whole", "seen": "original"},
            "derives_from": derives,
            **({"derives_note": "A byline."} if derives == "own" else {}),
            "statements": statements,
        }
    return found


@st.composite
def statement(draw: st.DrawFn, id_: str, refs: list[str]) -> dict[str, Any]:
    """A statement, which may answer the question, contradict others and give a number."""
    position = draw(st.sampled_from(["", *POSITIONS]))
    number = draw(st.integers(1, 99))
    figure = {"what": "looms", "part": "all", "worded": str(number), "low": number, "high": number}
    answer = {"question": "who-set-the-fire", "position": position}
    target = draw(st.sampled_from(["", *refs]))
    return {
        "id": id_,
        "by": draw(SPEAKERS),
        "basis": draw(st.sampled_from(["seen", "stated", "heard"])),
        "says": draw(SAYS),
        "about": ["fire"],
        **({"answers": [answer]} if position else {}),
        **({"figures": [figure]} if draw(st.booleans()) else {}),
        **({"relates": [{"contradicts": target, "why": "Not both."}]} if target else {}),
    }


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(added=sources())
def test_all_of_a_sound_chronicle_is_on_its_pages(world: Path, added: dict[str, Any]) -> None:
    folder = world / "data" / "sources"
    for path in folder.glob("made-*.yml"):
        path.unlink()
    for id_, record in added.items():
        (folder / f"{id_}.yml").write_text(json.dumps(record), encoding="utf-8")
    site = built(world)
    pages = {path: to_html(page.body) for path, page in site.pages.items()}
    assert [path for path, page in pages.items() if finished_fault(page)] == []
    for id_, record in added.items():
        text = " ".join(html.fromstring(pages[f"sources/{id_}.md"]).text_content().split())
        for said in (record["title"], *(one["says"] for one in record["statements"])):
            assert said in text, "letter for letter"
    chronicle = site.chronicle
    for position in POSITIONS:
        answers = chronicle.answering.get(("who-set-the-fire", position), [])
        counted = [one for one in answers if chronicle.standings[one.ref].counted]
        found = chronicle.origin_count("who-set-the-fire", position).origins
        assert bool(counted) <= found <= len({one.source_id for one in counted})
    assert not set(_lost(pages))


def _lost(pages: dict[str, str]) -> list[str]:
    """Links to pages and places on them that are not there."""
    places = {path: set(re.findall(r'\bid="([^"]+)"', page)) for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for link in re.findall(r'href="([^":]*)"', page):
            file, _, anchor = link.partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            if target.endswith(".md") and (
                target not in places or (anchor and anchor not in places[target])
            ):
                found.append(f"{path}: {link}")
    return found
