"""The published font of the second script has what is written in it, and no page loads more."""

from __future__ import annotations

import re
from pathlib import Path

import fonts
from fontTools.ttLib import TTFont


def published() -> set[int]:
    return {code for code in TTFont(fonts.PUBLISHED).getBestCmap() if fonts.in_script(code)}


def test_every_letter_in_use_is_in_the_published_font() -> None:
    lacking = ", ".join(f"U+{code:04X} {chr(code)}" for code in sorted(fonts.used() - published()))
    assert not lacking, f"run `make fonts`: {lacking}"


def test_the_style_sheet_loads_it_for_exactly_what_it_has() -> None:
    """`unicode-range` is the font's own list: no page loads it in vain, no letter falls to another
    font."""
    style = fonts.STYLE.read_text(encoding="utf-8")
    found = re.search(rf"{re.escape(fonts.NAME)}\)[^}}]*unicode-range:([^}};]*)", style)
    assert found and found[1] == fonts.as_range(published())


def test_letters_still_join() -> None:
    """The subset keeps the forms that a letter takes within a word, and the mandatory ligature of
    lam and alef."""
    font = TTFont(fonts.PUBLISHED)
    features = {
        table: {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord}
        for table in ("GSUB", "GPOS")
    }
    assert {"init", "medi", "fina", "rlig"} <= features["GSUB"]
    assert {"mark", "mkmk"} <= features["GPOS"]
    assert len(font.getGlyphOrder()) > 1.5 * len(font.getBestCmap()), "one form of each letter"


def test_the_subset_is_small_and_made_from_the_font_beside_its_licence(tmp_path: Path) -> None:
    again = tmp_path / "again.woff2"
    fonts.write(fonts.used() | set(fonts.BASIC), again)
    published = set(TTFont(fonts.PUBLISHED).getBestCmap())
    assert set(TTFont(again).getBestCmap()) <= published, "run `make fonts`"
    assert fonts.PUBLISHED.stat().st_size < 0.3 * fonts.WHOLE.stat().st_size
    for folder in (fonts.WHOLE.parent, fonts.PUBLISHED.parent):
        name = "fontsource-noto-naskh-arabic.LICENSE.txt"
        licence = (folder / name).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in licence and "with Reserved Font Name" not in licence


def test_ranges_are_written_as_css_writes_them() -> None:
    assert fonts.as_range({0x621, 0x622, 0x60C, 0x624}) == "U+060C,U+0621-0622,U+0624"
