"""References in BibTeX: what TeX says, and nothing dropped unseen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from references import imported


def read(folder: Path, entry: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The values and the rest of an entry, without its type and key."""
    values, rest = imported(folder, "bib", entry)
    return values, {key: text for key, text in rest.items() if key not in ("entry type", "key")}


COMMAND = re.compile(r"\\[^&$#_%]")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("40% dead", "40% dead"),
        ("Post #3", "Post #3"),
        ("A $5 fine", "A $5 fine"),
        ("A & B_c", "A & B_c"),
        (r"40\% \& \$5 \#3 a\_b", "40% & $5 #3 a_b"),
        (r"Jafnr{\ae}{\dh}i {\th}ing {\DJ} {\ng}a", "Jafnræði þing Đ ŋa"),
        (r"The Great {Fire} of \"Arden, \'{e} \c{c} \v{S}", "The Great Fire of Ärden, é ç Š"),
        ('It’s “so”, it\'s "so"', 'It’s “so”, it\'s "so"'),
        (r"\emph{So} 1 {\textless} 2 \textgreater\ 0", "So 1 < 2 > 0"),
        (r"x^2 \textasciicircum{} \textbraceleft{}a\} \textasciitilde", "x^2 ^ {a} ~"),
        ("حريق المصنع", "حريق المصنع"),
    ],
)
def test_a_title_is_read_letter_by_letter(tmp_path: Path, tex: str, text: str) -> None:
    for value in (f"{{{tex}}}", f"{{{{{tex}}}}}"):
        values, rest = read(tmp_path, f"@online{{x, title = {value}, url = {{https://e.org}}}}")
        assert values["title"] == text
        assert rest == ({"title": value} if COMMAND.search(tex) else {}), "TeX is kept as TeX"


@pytest.mark.parametrize("tex", [r"a \foo{b} c", r"a \input{secret} b", r"\href{http://e.org}"])
def test_what_tex_may_lose_is_left_as_tex(tmp_path: Path, tex: str) -> None:
    (tmp_path / "secret.tex").write_text("SECRET")
    values, rest = read(tmp_path, f"@online{{x, title = {{{tex}}}, url = {{https://e.org}}}}")
    assert rest["title"] == f"{{{tex}}}"
    assert "SECRET" not in str(values)


@pytest.mark.parametrize(
    ("fields", "issued", "left"),
    [
        ("year = 1901, month = {December}", "1901-12", {"month": "{December}"}),
        ("year = 1901, month = {Jun.}, day = 3", "1901-06-03", {"month": "{Jun.}"}),
        ("year = {1901}, month = jun", "1901-06", {"month": "jun"}),
        ("year = 1901, month = 6", "1901-06", {}),
        ('year = 1901, month = "10~" # jun', "1901", {"month": '"10~" # jun'}),
        ("year = 1901, month = {Juno}", "1901", {"month": "{Juno}"}),
        ("year = 1901, month = {1901}", "1901", {}),
        ("date = {1901-05-06}, year = 1901, month = may", "1901-05-06", {"month": "may"}),
        ("date = {1901-05-06/1901-05-08}", "1901-05-06/1901-05-08", {}),
        ("date = {6 May 1901}, year = 1901", "1901-05-06", {"date": "{6 May 1901}"}),
        ("date = {1901-6-10}", "1901-06-10", {}),
        ("date = {1901-05-06}, year = 1902", None, {"date": "{1901-05-06}", "year": "1902"}),
        ("year = {c. 1901}", None, {"year": "{c. 1901}"}),
        ("month = may", None, {"month": "may"}),
    ],
)
def test_a_date_is_taken_if_it_is_certain(
    tmp_path: Path, fields: str, issued: str | None, left: dict[str, str]
) -> None:
    values, rest = read(tmp_path, f"@online{{x, title = {{T}}, {fields}}}")
    assert (values.get("issued"), rest) == (issued, left)


def test_names_are_split_as_bibtex_splits_them(tmp_path: Path) -> None:
    names = (
        r"al-Kindi, Elias and van der Berg, Tom and Jean d'Alembert and {The {Board} and Sons} and "
        r"{\"O}zer, {\'E}ve and King, Jr., Magnus and A, B, C, D and others"
    )
    values, rest = read(tmp_path, f"@online{{x, title = {{T}}, author = {{{names}}}}}")
    assert values["author"] == [
        {"family": "al-Kindi", "given": "Elias"},
        {"family": "van der Berg", "given": "Tom"},
        {"family": "d'Alembert", "given": "Jean"},
        {"literal": "The Board and Sons"},
        {"family": "Özer", "given": "Éve"},
        {"family": "King", "given": "Magnus"},
    ]
    assert rest == {"author": "others"}, "the last of those that are left"


@pytest.mark.parametrize(
    ("field", "address"),
    [
        (r"url = {https://e.org/a%20b?x=1\&y=2_3}", "https://e.org/a%20b?x=1&y=2_3"),
        (r"howpublished = {\url{https://e.org/a\_b}}", "https://e.org/a_b"),
        ("howpublished = {https://e.org/a}", "https://e.org/a"),
        ("doi = {10.1000/a_b}", "https://doi.org/10.1000/a_b"),
    ],
)
def test_an_address_is_as_it_is_meant(tmp_path: Path, field: str, address: str) -> None:
    values, rest = read(tmp_path, f"@online{{x, title = {{T}}, {field}}}")
    assert values["URL"] == address
    left = {"howpublished": field.partition(" = ")[2]} if "\\url" in field else {}
    assert rest == left


def test_fields_without_a_place_are_left(tmp_path: Path) -> None:
    entry = """@string{post = "The Post"}
        @article{x, title = {T}, journal = post, publisher = foo # " bar", howpublished = {Paper},
        editor = {E, F}, entrysubtype = {newspaper}, langid = {english}, ) note = {n}}"""
    values, rest = read(tmp_path, entry)
    assert values == {
        "type": "article-newspaper",
        "title": "T",
        "container-title": "The Post",
        "language": "en",
    }
    assert rest == {
        "journal": "post",
        "publisher": 'foo # " bar"',
        "howpublished": "{Paper}",
        "editor": "{E, F}",
        "langid": "{english}",
        "note": "{n}",
        "outside the entries": '@string{post = "The Post"}',
    }


def test_the_name_of_a_site_is_no_part_of_its_page_s_title(tmp_path: Path) -> None:
    entry = "@online{x, title = {A page}, titleaddon = {Some Site}, subtitle = {B}}"
    values, rest = read(tmp_path, entry)
    assert (values["title"], values["container-title"]) == ("A page", "Some Site")
    assert rest == {"subtitle": "{B}"}
