"""References from elsewhere: no wrong value in silence, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from authoring import importing, new_record
from authoring.importing import read_reference
from authoring.reference_items import Item
from hypothesis import given, settings
from hypothesis import strategies as st
from references import imported
from support import ROOT

from chronicle.domain.chronicle import Chronicle
from chronicle.exports.bibliography import bibtex, csl_item, ris_entry, ris_text
from chronicle.exports.published_works import published_works
from chronicle.files.loader import load_records
from chronicle.files.yaml_documents import read_document
from chronicle.model.sources import Source
from chronicle.problems import InvalidValue


def csl(folder: Path, **item: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The values and the rest of an item of CSL JSON with a title."""
    values, rest = imported(folder, "json", json.dumps({"title": "x", **item}))
    assert values.pop("title") == "x"
    return values, rest


@pytest.mark.parametrize("form", ["json", "bib", "ris"])
def test_an_exported_reference_comes_back(tmp_path: Path, form: str) -> None:
    """Every source of this chronicle, as another program would receive it."""
    chronicle = Chronicle(load_records(ROOT))
    for work in published_works(chronicle):
        source = chronicle.sources[work.id]
        texts = {
            "json": lambda w=work: json.dumps([csl_item(w, chronicle.texts)]),
            "bib": lambda w=work: bibtex(w),
            "ris": lambda w=work: ris_text(ris_entry(w)),
        }
        values, rest = imported(tmp_path, form, texts[form]())
        known = {"title": work.title, "URL": work.url, "language": work.language}
        assert {key: values.get(key) for key in known} == known, work.id
        found = " ".join(map(str, (*values.values(), *rest.values())))
        assert all(one in found for one in (work.container, work.publisher, work.place) if one)
        names = [author.model_dump(exclude_none=True) for author in source.author]
        assert values.get("author", []) == names, work.id
        if form == "bib":
            assert values.get("issued") == (source.issued and source.issued.text), work.id
        elif values.get("issued") and source.issued:
            assert source.issued.text.startswith(str(values["issued"]).rstrip("~")), work.id


MANAGER = {
    "ris": """TY  - NEWS
TI  - حريق <i>المصنع</i>
AU  - الحسن, أحمد
AU  - Holt, Ines
AU  - وكالة الأنباء
T2  - الحياة
AB  - <p>x</p>
DA  - 1901/05/03/
PY  - 1901
DO  - 10.1234/abcd
LA  - ar
UR  - https://example.org/a
L1  - /home/me/a.pdf
Y2  - 2020/11/20/10:11:12
ER  -\x20
""",
    "bib": """@article{x,
 title = {حريق المصنع}, url = {https://example.org/a}, doi = {10.1234/abcd}, language = {ar},
 abstract = {{\\textless}p{\\textgreater}x}, journal = {الحياة}, urldate = {2020-11-20},
 author = {الحسن, أحمد and Holt, Ines and {{وكالة الأنباء}}}, month = may, year = {1901},
 file = {a.pdf:/home/me/a.pdf:application/pdf},
}""",
    "json": json.dumps(
        {
            "items": [
                {
                    "id": "http://zotero.org/users/1/items/2",
                    "type": "article-newspaper",
                    "abstract": "<p>x</p>",
                    "container-title": "الحياة",
                    "DOI": "10.1234/abcd",
                    "language": "ar",
                    "title": "حريق <i>المصنع</i>",
                    "URL": "https://example.org/a",
                    "author": [
                        {"family": "الحسن", "given": "أحمد"},
                        {"family": "Holt", "given": "Ines"},
                        {"literal": "وكالة الأنباء"},
                    ],
                    "accessed": {"date-parts": [["2020", 11, 20]]},
                    "issued": {"date-parts": [["1901", 5, 3]]},
                }
            ]
        }
    ),
}


OWN = "left out: it may name your account or your disk"
LEFT = {
    "ris": {
        **{"TY": "NEWS", "TI": "حريق <i>المصنع</i>", "AB": "<p>x</p>", "DO": "10.1234/abcd"},
        **{"L1": OWN, "Y2": "2020/11/20/10:11:12"},
    },
    "bib": {
        **{"key": "x", "doi": "{10.1234/abcd}", "month": "may"},
        **{"abstract": "{{\\textless}p{\\textgreater}x}", "urldate": "{2020-11-20}"},
        "file": OWN,
    },
    "json": {
        **{"id": OWN, "abstract": "<p>x</p>", "DOI": "10.1234/abcd"},
        **{"title": "حريق <i>المصنع</i>", "accessed": '{"date-parts": [["2020", 11, 20]]}'},
    },
}


@pytest.mark.parametrize("form", MANAGER)
def test_a_reference_manager_s_own_export_is_taken(tmp_path: Path, form: str) -> None:
    """An account and a path on someone's disk stay behind."""
    values, rest = imported(tmp_path, form, MANAGER[form])
    assert rest == LEFT[form]
    assert values == {
        "type": "article-journal" if form == "bib" else "article-newspaper",
        "title": "حريق المصنع",
        "container-title": "الحياة",
        "language": "ar",
        "URL": "https://example.org/a",
        "issued": "1901-05" if form == "bib" else "1901-05-03",
        "author": [
            {"family": "الحسن", "given": "أحمد"},
            {"family": "Holt", "given": "Ines"},
            {"literal": "وكالة الأنباء"},
        ],
    }


@pytest.mark.parametrize(
    ("name", "taken", "whole"),
    [
        ({"family": "Kindi", "non-dropping-particle": "al-"}, {"family": "al-Kindi"}, True),
        ({"family": "Alembert", "dropping-particle": "d’"}, {"family": "d’Alembert"}, True),
        (
            {"family": "Berg", "given": "T.", "non-dropping-particle": "van der"},
            {"family": "van der Berg", "given": "T."},
            True,
        ),
        (
            {"family": "X", "dropping-particle": "de", "non-dropping-particle": "La"},
            {"family": "de La X"},
            True,
        ),
        ({"family": "al-Hakim"}, {"family": "al-Hakim"}, True),
        ({"given": "Plato"}, {"literal": "Plato"}, True),
        ({"literal": "The Board"}, {"literal": "The Board"}, True),
        ({"family": "King", "suffix": "Jr."}, {"family": "King"}, False),
        ({"literal": "A", "family": "B"}, {"literal": "A"}, False),
        ({"family": 3}, {"family": "3"}, True),
        ("A. Lund", None, False),
        ({"suffix": "Jr."}, None, False),
    ],
)
def test_names_keep_their_particles(
    tmp_path: Path, name: Any, taken: dict[str, str] | None, whole: bool
) -> None:
    values, rest = csl(tmp_path, author=[name])
    assert values == ({"author": [taken]} if taken else {})
    assert ("author" not in rest) == whole


@pytest.mark.parametrize(
    ("date", "taken", "whole"),
    [
        ({"date-parts": [[1901, 6, 10]]}, "1901-06-10", True),
        ({"date-parts": [["1901", "6"]]}, "1901-06", True),
        ({"date-parts": [["1901", "", ""]]}, "1901", True),
        ({"date-parts": [[1901, 6, 1], [1901, 6, 3]]}, "1901-06-01/1901-06-03", True),
        ({"date-parts": [[1901]], "circa": 1}, "1901~", False),
        ({"date-parts": [[1901]], "circa": "false"}, "1901", False),
        ("1901-06-10", "1901-06-10", True),
        ({"edtf": "1901-06?"}, "1901-06?", True),
        ({"raw": "1901-06-10"}, "1901-06-10", True),
        ({"raw": "1901-06-10T08:00:00Z"}, "1901-06-10", False),
        ({"date-parts": [[1901]], "season": 2}, "1901", False),
        ({"date-parts": [[1901, "", 5]]}, "1901", False),
        ({"date-parts": [[10, 1901]]}, None, False),
        ({"date-parts": [[1901, 13, 45]]}, None, False),
        ({"date-parts": [[-50]]}, None, False),
        ({"date-parts": [[]]}, None, False),
        ({"date-parts": [[1901, 6, 10], [1901, 6, 1]]}, None, False),
        ({"raw": "06/10/1901"}, None, False),
        ({"literal": "last June"}, None, False),
        (1901, "1901", True),
        (19010610, "1901-06-10", False),
    ],
)
def test_a_wrong_date_is_worse_than_none(
    tmp_path: Path, date: Any, taken: str | None, whole: bool
) -> None:
    values, rest = csl(tmp_path, issued=date)
    assert values == ({"issued": taken} if taken else {})
    assert ("issued" not in rest) == whole


def test_what_a_record_does_not_take_is_left(tmp_path: Path) -> None:
    """The original title is no translation, and no key is lost, also not one that is not known."""
    hint = {"original-title": "o", "note": "n", "custom": {"a": 1}, "volume": 3, "editor": ["E"]}
    values, rest = csl(tmp_path, **hint, type="motion_picture", language="en_GB", DOI="10.1/a")
    assert values == {"language": "en-GB", "URL": "https://doi.org/10.1/a"}
    assert rest == {
        "original-title": "o",
        "note": "n",
        "custom": '{"a": 1}',
        "volume": "3",
        "editor": "E",
        "type": "motion_picture",
    }


def test_entities_and_markup_are_text(tmp_path: Path) -> None:
    title = "A &amp; B &#39;x&#39; <i>y</i> &lt;z&gt; &copy=1"
    values, _ = imported(
        tmp_path, "json", json.dumps({"title": title, "URL": "https://e.org/?a&copy=1"})
    )
    assert values == {"title": "A & B 'x' y <z> &copy=1", "URL": "https://e.org/?a&copy=1"}


def test_what_joins_letters_is_kept_and_what_hides_them_is_not(tmp_path: Path) -> None:
    title = "می\u200cخواهم \u200bA\u202e\x00B\ud800\uffff C"
    values, _ = imported(tmp_path, "json", json.dumps({"title": title}))
    assert values == {"title": "می\u200cخواهم AB C"}


HOSTILE = {
    "title": "x\nstatements: [{}]\n# \u202e: - {a: *b} ___ <i>y</i>",
    "author": [{"literal": "- {}: &a *b !!python/object:os.system"}, {"family": 3}, "no"],
    "container-title": "}, { evil: yes",
    "publisher": "\u2028---\n...\n",
    "URL": "javascript:alert(1)",
    "language": "en\nx: y",
    "issued": {"date-parts": [["1901", 13, 45]]},
    "page": 12,
    "type": "motion_picture",
    "x\ny: z": "a\n- b: c",
}
TEXTS = st.text("ab #:-'\"{}[],&*!|>%@`?~_=\u00e9\u0645\n\u2028", min_size=1, max_size=30)
ANY = TEXTS | st.text(max_size=20)
VALUES = ANY | st.recursive(st.none() | st.integers() | ANY, st.lists, max_leaves=5)
ITEMS = st.dictionaries(st.sampled_from([*HOSTILE, "original-title", "DOI"]) | ANY, VALUES)


@settings(max_examples=150)
@given(item=ITEMS | st.just(HOSTILE))
def test_any_reference_is_only_text_in_the_record(item: dict[str, Any]) -> None:
    """What the model takes is read back as it was, and what it does not is a comment."""
    found = importing.reference_of([Item(key, value, value) for key, value in item.items()])
    comments = tuple(f"from the reference: {text}" for text in found.comments)
    wish = new_record.Wish("source", "something-new", found.values, comments)
    known = Chronicle(load_records(ROOT / "nowhere"))
    _, text = new_record.new_record(ROOT / "nowhere", known, wish)
    document = read_document("", text.encode())
    assert document.problems == []
    assert {key: document.data[key] for key in found.values} == found.values
    assert text.count("\n# from the reference: ") == len(comments)
    assert set(document.data) <= set(Source.model_fields) | {
        "container-title",
        "publisher-place",
        "URL",
    } | {"ISBN", "URL_status"}


@pytest.mark.parametrize("name", ["x.json", "x.bib", "x.ris", "x.txt"])
@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"\xff\xfe", b"\xff", b"[]", b"[{}, {}]", b"{" * 9000, b"[" * 9000, b"@article{"),
        *(b"TY  - VIDEO\nER  - ", b"@misc{a,}@misc{b,}", b'{"itemType": "x"}'),
    ],
)
def test_what_is_no_reference_is_refused_in_a_line(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(InvalidValue) as refused:
        read_reference(path)
    assert refused.value.hint and "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_say_so(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.ris"
    path.write_bytes("TY  - NEWS\nTI  - حريق\n".encode(encoding))
    assert read_reference(path).values["title"] == "حريق"


def test_another_encoding_is_named_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "x.ris"
    path.write_bytes("TY  - NEWS\nTI  - حريق\n".encode("windows-1256"))
    with pytest.raises(InvalidValue, match=r"x\.ris: it is not UTF-8 text"):
        read_reference(path)


def test_of_several_references_one_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.ris"
    path.write_text("TY  - NEWS\nTI  - A\nTY  - NEWS\nTI  - B\nER  - \nTY  - NEWS\n", "utf-8")
    found = read_reference(path)
    assert (found.values["title"], found.others) == ("A", ("B", "one without a title"))


def test_the_account_has_a_line_for_every_field_and_every_comment(tmp_path: Path) -> None:
    path = tmp_path / "x.ris"
    lines = ["TY  - NEWS", "TI  - A", "DA  - 03/04/1901", "AU  - King, M., Jr.", "N1  - \u2028#x"]
    path.write_text("\n".join(lines), "utf-8")
    found = read_reference(path)
    assert found.account == [
        "type: article-newspaper (from TY)",
        "title: A (from TI)",
        'author: [{"family": "King", "given": "M."}] (from AU)',
        "in a comment: TY  NEWS",
        "in a comment: DA  03/04/1901",
        "in a comment: AU  King, M., Jr.",
        "in a comment: N1  #x",
        "issued: left blank, since no date here can mean only one day",
    ]
    kept = ["TY  NEWS", "DA  03/04/1901", "AU  King, M., Jr.", "N1  #x"]
    assert found.comments == kept
