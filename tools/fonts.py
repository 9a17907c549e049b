"""`make fonts`: subset the Arabic font to the letters that the records and the prose use.

The whole font is in tools/fonts/, as its makers publish it, with its licence (SIL OFL 1.1, which
reserves no name of it). The subset that readers load goes into overrides/, and its letters into the
`unicode-range` of the style sheet. Besides the letters in use it has the basic alphabet, vowel
marks, digits and punctuation, so that an ordinary edit needs no new font. Never do this to the two
Latin faces: the word "Source" in their names is reserved by their licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parents[1]
NAME = "noto-naskh-arabic-arabic-400-normal.woff2"
WHOLE = ROOT / "tools" / "fonts" / NAME
PUBLISHED = ROOT / "overrides" / "assets" / "css" / "fonts" / NAME
STYLE = ROOT / "overrides" / "assets" / "css" / "fonts.css"
BLOCKS = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
"""The blocks of Unicode with the script, its supplements and its presentation forms."""
BASIC = (
    *(0x060C, 0x061B, 0x061F, 0x0670),  # comma, semicolon, question mark, small alef
    *range(0x0621, 0x063B),  # letters
    *range(0x0640, 0x0653),  # kashida, letters, vowel marks
    *range(0x0660, 0x066D),  # digits and their punctuation
)
BESIDE = (0x20, 0xA0, 0x25CC)  # blanks, and the circle that carries a vowel mark alone


def in_script(code: int) -> bool:
    """Whether a code point is of the script."""
    return any(first <= code <= last for first, last in BLOCKS)


def used(root: Path = ROOT) -> set[int]:
    """The code points of the script in the records and the prose."""
    files = [*root.glob("data/**/*.yml"), *root.glob("docs/**/*.md")]
    texts = (path.read_text(encoding="utf-8") for path in files)
    return {ord(letter) for text in texts for letter in text if in_script(ord(letter))}


def as_range(codes: Iterable[int]) -> str:
    """Code points as CSS writes them: U+060C,U+0621-063A."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in runs)


def write(codes: set[int], target: Path) -> None:
    """The whole font with these code points only. All its features stay, and so the forms that
    letters take within a word."""
    options = subset.Options(
        flavor="woff2", layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False
    )
    font = subset.load_font(str(WHOLE), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes | set(BESIDE))
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # the same bytes on every day
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)


def main() -> None:
    """Writes the subset and its letters."""
    codes = used() | set(BASIC)
    write(codes, PUBLISHED)
    line = re.compile(rf'({re.escape(NAME)}\) format\("woff2"\);unicode-range:)[^}}]*')
    style, found = line.subn(rf"\g<1>{as_range(codes)}", STYLE.read_text(encoding="utf-8"))
    if found != 1:
        raise SystemExit(f"{STYLE.name} loads {NAME} {found} times, not once")
    STYLE.write_text(style, encoding="utf-8")
    sizes = f"{WHOLE.stat().st_size:,} bytes became {PUBLISHED.stat().st_size:,}"
    print(f"{len(codes)} characters: {sizes}")


if __name__ == "__main__":
    main()
