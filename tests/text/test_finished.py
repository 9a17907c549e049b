"""What may be in a finished page: a list of elements, attributes and addresses."""

from __future__ import annotations

import pytest

from chronicle.text.finished import POLICY, PROSE, finished_fault, xml_fault

GOOD = [
    '<p class="a" id="b">x <a href="https://x.example/a:b">y</a></p>',
    '<a href="mailto:a@b.example">z</a>',
    '<script src="../assets/js/menu.js" defer></script><script type="application/json">{}</script>',
    '<img src="assets/images/plan.png" alt="A plan">',
    '<svg viewBox="0 0 1 1"><circle cx="1" cy="1" r="1"/></svg>',
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
    '<link rel="canonical" href="https://x.example/"><a href="a%3Ab.html#c:d">x</a>',
    '<td style="text-align: right;">1</td>',
]
BAD = {
    "<p onclick=x>": "the attribute onclick of <p>",
    "<svg/onload=x>": "the attribute onload of <svg>",
    "<img src=x onerror=x>": "the attribute onerror of <img>",
    "<p style='color: red'>": "the attribute style of <p>",
    "<style>a{}</style>": "the element <style>",
    "<script>1</script>": "a script within the page",
    "<script type=module>1</script>": "a script within the page",
    '<script src="https://x.example/a.js"></script>': "the address https://x",
    '<script src="//x.example/a.js"></script>': "the address //x.example/a.js in <script>",
    "<img src='\\\\x.example/a'>": "the address \\\\x.example/a in <img>",
    "<img src='data:image/png,x'>": "the address data:image/png,x in <img>",
    '<link rel="stylesheet" href="https://x.example/a.css">': "the address",
    '<form action="https://x.example">': "the address https://x.example in <form>",
    '<a href="javascript:x">': "the address javascript:x in <a>",
    '<a href=" JAVA&#10;script:x">': "the address  JAVA\nscript:x in <a>",
    '<a href="&#106;avascript:x">': "the address javascript:x in <a>",
    '<a href="data:text/html,x">': "the address data:text/html,x in <a>",
    '<svg><a xlink:href="javascript:x">': "the attribute xlink:href of <a>",
    "<meta http-equiv=refresh content=0>": "the attribute http-equiv of <meta>",
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">": (
        "the attribute http-equiv of <meta>"
    ),
    f'<meta http-equiv=Content-Security-Policy content="{POLICY}" id=x>': "the attribute",
    "<p id=x><a id=x>": "the id 'x' twice",
    "<base href=x>": "the element <base>",
    "<iframe></iframe>": "the element <iframe>",
    "<object data=x></object>": "the element <object>",
    "<math></math>": "the element <math>",
    "<template></template>": "the element <template>",
    "<s:script>": "the element <s:script>",
    "<button formaction=x>": "the attribute formaction of <button>",
    "<a href=x ping=y>": "the attribute ping of <a>",
    "<!-- secret -->": "a comment or an instruction",
}


def whole(part: str) -> str:
    return f"<html><body>{part}</body></html>"


@pytest.mark.parametrize("part", GOOD)
def test_what_this_site_writes_passes(part: str) -> None:
    assert finished_fault(whole(part)) == ""


@pytest.mark.parametrize("part", BAD)
def test_anything_else_is_named(part: str) -> None:
    assert finished_fault(whole(part)).startswith(BAD[part])


def test_prose_makes_less_than_a_page_has() -> None:
    assert finished_fault(whole("<form></form>")) == ""
    assert finished_fault(whole("<form></form>"), PROSE) == "the element <form>"


def test_a_page_of_the_book_is_well_formed_xml() -> None:
    book = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    assert finished_fault(book.format("<p>x</p>"), xml=True) == ""
    assert "mismatch" in finished_fault(book.format("<p>x"), xml=True)
    assert (
        finished_fault(book.format("<p onclick='x'/>"), xml=True) == "the attribute onclick of <p>"
    )
    other = '<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'
    assert finished_fault(book.format(other), xml=True) == "a script within the page"


def test_a_feed_is_well_formed_xml() -> None:
    assert xml_fault(b"<feed><title>x</title></feed>") == ""
    assert "mismatch" in xml_fault(b"<feed><title>x</feed>")
    assert xml_fault(b"")
