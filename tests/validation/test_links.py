"""Links that lead where they say, to pages that exist."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from support import edit, problems_in, refused

from chronicle.files.loader import ProsePage
from chronicle.site import read_chronicle
from chronicle.validation.links import (
    address_fault,
    lost_anchors,
    misleading_links,
    pictures_elsewhere,
    repeated_anchors,
)


@pytest.mark.parametrize(
    "address",
    [
        *("https://x.example/a", "http://x.example", "mailto:a@x.example", "#here", "method.md"),
        *("../method.md#x", "events/fire.md?x=1", "a%20b.md", "/method.md", ""),
    ],
)
def test_addresses_that_lead_to_the_web_to_mail_or_to_a_page(address: str) -> None:
    assert address_fault(address) is None


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:x", "JaVaScRiPt:x", "java\tscript:x", "\x01javascript:x", "data:x"),
        *("vbscript:x", "file:///etc", "ftp://x.example", "//x.example", "\\\\x.example", "a\\b"),
        *("&#106;avascript:x", "&colon;x", "mailto:a", "mailto:a@x.example?bcc=b@x.example"),
        *("https://a@x.example", "https://localhost", "x:y"),
    ],
)
def test_addresses_that_lead_elsewhere_are_refused(address: str) -> None:
    fault = address_fault(address)
    assert fault and all(fault)


@pytest.mark.parametrize(
    ("text", "misleads"),
    [
        ("[x.example](https://x.example/a)", False),
        ("[www.x.example](https://x.example/a)", False),
        ("[https://X.example/b](https://www.x.example:8080/a)", False),
        ("[x.example](https://y.example/a)", True),
        ("[x.example](https://x.example.evil.example/)", True),
        ("`[x.example](https://y.example/a)`", False),
        ("[a text](https://y.example/a)", False),
        ("[x.example][z]\n\n[z]: https://y.example/a", True),
        ("[**x.example**](https://y.example/a)", True),
        ("[see x.example](https://y.example/a)", True),
        ("[v. 1.2](https://y.example/a)", False),
    ],
)
def test_a_link_leads_to_the_host_that_its_text_says(text: str, misleads: bool) -> None:
    found = list(misleading_links(ProsePage("x.md", text)))
    assert bool(found) is misleads


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("![a](https://x.example/1)", [5]),
        ("a ![b](//x.example/1)", [7]),
        ("![b](\\\\x.example/1)", []),
        ("![a][b]\n\n[b]: https://x.example/1", [14]),
        ("![B][]\n\n[b]: https://x.example/1", [13]),
        ("![b]\n\n[b]: https://x.example/1", [11]),
        ("![a [b] c](https://x.example/1)", [11]),
        ("![a](data:image/png,x)", [5]),
        ("![a](assets/a.png)", []),
        ("`![a](https://x.example/1)`", []),
        ("[a](https://x.example/1)", []),
        ("![b]\n\n[c]: https://x.example/1", []),
        ("![a]\n[c]\n\n[c]: https://x.example/1", [15]),
    ],
)
def test_pictures_from_elsewhere_are_found(text: str, places: list[int]) -> None:
    assert [offset for offset, _ in pictures_elsewhere(ProsePage("x.md", text))] == places


@pytest.mark.parametrize(
    ("page", "address", "hint"),
    [
        ("index.md", "methods.md", "did you mean 'method.md'?"),
        ("index.md", "fire.md", "write events/fire.md"),
        ("index.md", "../method.md", "write method.md"),
        ("events/fire.md", "method.md", "write ../method.md"),
        ("events/fire.md", "march", "did you mean 'march.md'?"),
        ("index.md", "nowhere", "link to the .md file of a page, such as method.md"),
        ("events/fire.md", "events/march.md", "write march.md"),
        ("events/fire.md", "plan.png", "write ../assets/images/plan.png"),
        ("events/fire.md", "../methods.md", "did you mean '../method.md'?"),
    ],
)
def test_a_link_to_no_page_is_explained(world: Path, page: str, address: str, hint: str) -> None:
    path = world / "docs" / page
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[a]({address})\n", encoding="utf-8")
    (line,) = problems_in(world)
    assert line.endswith(f"a link to '{address}', which is no page here ({hint})")


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.md", "events/march.md"),
        ("index.md", "events/flood.md"),
        ("index.md", "./method.md"),
        ("index.md", "assets/images/plan.png"),
        ("index.md", "data.md"),
        ("index.md", "statements.md?party=weavers#top"),
        ("index.md", "%6Dethod.md"),
        ("index.md", "<method.md>"),
        ("index.md", 'method.md "A title"'),
        ("events/fire.md", "../method.md"),
        ("events/fire.md", "march.md#x"),
    ],
)
def test_a_link_to_a_page_passes(world: Path, page: str, address: str) -> None:
    path = world / "docs" / page
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[a]({address})\n", encoding="utf-8")
    assert problems_in(world) == []


def test_a_record_that_cannot_be_read_is_not_missed_by_links(world: Path) -> None:
    edit(world, "docs/index.md", "(method.md)", "(events/march.md)")
    edit(world, "data/events/march.yml", "kind:", "kin:")
    (line,) = problems_in(world)
    assert line.startswith("data/events/march.yml")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("method.md#how-to-read", ""),
        ("#the-mill-at-arden", ""),
        ("events/fire.md#anything", ""),
        ("https://x.example/#y", ""),
        ("method.md#%68ow-to-read", ""),
        ("method.md#how-to", "'method.md' has no place 'how-to' (did you mean 'how-to-read'?)"),
        ("#nowhere", "'index.md' has no place 'nowhere' (link to the page, or to one"),
    ],
)
def test_a_place_within_a_page_exists(world: Path, address: str, says: str) -> None:
    edit(world, "docs/index.md", "(method.md)", f"({address})")
    chronicle, _ = read_chronicle(world)
    prose = chronicle.records.prose
    pages = {name: partial(str, prose[name].text) for name in ("index.md", "method.md")}
    found = [str(problem) for problem in lost_anchors(chronicle, pages)]
    assert len(found) == bool(says)
    assert all(line.startswith(f"docs/index.md:5:41: {says}") for line in found)


def test_a_place_is_on_a_page_once(world: Path) -> None:
    """A statement whose id is that of another part of its page."""
    body = "## A {#a}\n\n### B {#b}\n\n~~~\n# Code {#a}\n~~~"
    assert list(repeated_anchors("data/a.yml", body)) == []
    (world / "data/published.json").unlink()
    edit(world, "data/sources/post-fire.yml", "id: ashes", "id: corrections-here")
    edit(world, "data/events/fire.yml", "post-fire#ashes", "post-fire#corrections-here")
    assert refused(world) == [
        "data/sources/post-fire.yml:1:1: the page about this has the place 'corrections-here' "
        "twice (give the record or statement another id)"
    ]
