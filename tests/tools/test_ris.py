"""References in RIS, as databases and newspapers really write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from references import imported


def read(folder: Path, *lines: str, kind: str = "NEWS", end: str = "\n") -> tuple[Any, Any]:
    """The values and the rest of a reference with these lines, without its type and title."""
    values, rest = imported(folder, "ris", end.join([f"TY  - {kind}", "TI  - x", *lines]))
    assert (values.pop("title"), rest.pop("TY")) == ("x", kind)
    values.pop("type", None)
    return values, rest


@pytest.mark.parametrize(
    ("lines", "issued", "left"),
    [
        (["DA  - 1901/06/10/"], "1901-06-10", {}),
        (["DA  - 1901/06/10", "PY  - 1901", "Y1  - 1901/06//"], "1901-06-10", {}),
        (["PY  - 1901///"], "1901", {}),
        (["DA  - 1901-06-10"], "1901-06-10", {}),
        (["DA  - 1901 Jun 10"], "1901-06-10", {"DA": "1901 Jun 10"}),
        (["PY  - 1901", "DA  - June 10"], "1901", {"DA": "June 10"}),
        (["PY  - 1901", "DA  - 06/10"], "1901", {"DA": "06/10"}),
        (["PY  - 1901", "DA  - 10/06/1901"], "1901", {"DA": "10/06/1901"}),
        (["DA  - Monday, Jun. 10, 1901"], "1901-06-10", {"DA": "Monday, Jun. 10, 1901"}),
        (["DA  - 19010610"], "1901-06-10", {"DA": "19010610"}),
        (["Y1  - 2015/october"], None, {"Y1": "2015/october"}),
        (["DA  - 03/04/1901"], None, {"DA": "03/04/1901"}),
        (["DA  - 10 Jun 01"], None, {"DA": "10 Jun 01"}),
        (["DA  - Spring 1901"], None, {"DA": "Spring 1901"}),
        (["PY  - 1901", "DA  - 1902/06/10"], None, {"PY": "1901", "DA": "1902/06/10"}),
        (["DA  - 1901/13/10"], None, {"DA": "1901/13/10"}),
    ],
)
def test_a_date_is_taken_if_it_is_certain(
    tmp_path: Path, lines: list[str], issued: str | None, left: dict[str, str]
) -> None:
    values, rest = read(tmp_path, *lines)
    assert (values.get("issued"), rest) == (issued, left)


@pytest.mark.parametrize(
    ("lines", "paper", "left"),
    [
        (["JF  - The Post"], "The Post", {}),
        (["JA  - Post"], "Post", {}),
        (["J2  - Post"], "Post", {}),
        (["T2  - A subtitle", "JF  - The Post"], "The Post", {"T2": "A subtitle"}),
        (["T2  - The Post", "JO  - The Post", "J2  - Post"], "The Post", {}),
    ],
)
def test_the_paper_is_found_wherever_it_is(
    tmp_path: Path, lines: list[str], paper: str, left: dict[str, str]
) -> None:
    assert read(tmp_path, *lines) == ({"container-title": paper}, left)


def test_an_address_is_whole(tmp_path: Path) -> None:
    lines = ["UR  - https://example.org/a;jsessionid=1?x=1&amp;y=2", "UR  - https://example.org/b"]
    values, rest = read(tmp_path, *lines)
    assert values == {"URL": "https://example.org/a;jsessionid=1?x=1&y=2"}
    assert rest == {"UR": "https://example.org/b"}


def test_all_authors_are_kept_in_their_order(tmp_path: Path) -> None:
    lines = ["AU  - Lund, Ada", "A1  - Holt, Ines", "AU  - The Board", "AU  - al-Kindi, Elias"]
    lines += ["AU  - King, M. L., Jr.", "AU  - Council, Board of Looms, Carts and Boats"]
    values, rest = read(tmp_path, *lines, "ED  - E, F")
    assert values["author"] == [
        {"family": "Holt", "given": "Ines"},
        {"family": "Lund", "given": "Ada"},
        {"literal": "The Board"},
        {"family": "al-Kindi", "given": "Elias"},
        {"family": "King", "given": "M. L."},
        {"literal": "Council, Board of Looms, Carts and Boats"},
    ]
    assert "Jr." in rest["AU"] and rest["ED"] == "E, F"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        *(("NEWS", "article-newspaper"), ("EJOUR", "article-journal"), ("WEB", "webpage")),
        *(("GEN", None), ("ICOMM", None), ("CPAPER", None), ("VIDEO", None)),
    ],
)
def test_a_type_is_taken_if_it_means_one(tmp_path: Path, kind: str, type_: str | None) -> None:
    values, rest = imported(tmp_path, "ris", f"TY  - {kind}\nTI  - x\nER  - ")
    assert (values.get("type"), rest) == (type_, {"TY": kind})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_broken_forms_are_read(tmp_path: Path, end: str) -> None:
    """Without ER, with one blank before the hyphen, with a value on two lines."""
    lines = ["AU - Holt,", "  Ines", "T2 - The", "Post", "N1 - a note", "TT - y"]
    values, rest = read(tmp_path, *lines, end=end)
    name = {"family": "Holt", "given": "Ines"}
    assert values == {"author": [name], "container-title": "The Post"}
    assert rest == {"N1": "a note", "TT": "y"}


def test_a_chapter_is_in_its_book(tmp_path: Path) -> None:
    lines = ["BT  - The Book", "SN  - 978-0-306-40615-7", "SP  - 1", "EP  - 5"]
    values, rest = read(tmp_path, *lines, kind="CHAP")
    known = {"container-title": "The Book", "ISBN": "978-0-306-40615-7", "page": "1-5"}
    assert (values, rest) == (known, {})
    assert read(tmp_path, "SN  - 1234-5678")[1] == {"SN": "1234-5678"}


def test_lines_outside_of_every_tag_are_kept(tmp_path: Path) -> None:
    text = "Provider: X\nTY  - NEWS\nlost?\nTI  - x\nU1 - a\n  b\nER  - \nCopyright Y\n"
    _, rest = imported(tmp_path, "ris", text)
    assert rest == {
        "TY": "NEWS lost?",
        "U1": "a b",
        "a line without a tag": "Provider: X Copyright Y",
    }


def test_several_authors_on_a_line_are_several(tmp_path: Path) -> None:
    values, rest = read(tmp_path, "AU  - d'Ormesson, Jean; van der Berg, T.; The Board")
    assert values["author"] == [
        {"family": "d'Ormesson", "given": "Jean"},
        {"family": "van der Berg", "given": "T."},
        {"literal": "The Board"},
    ]
    assert rest == {}
