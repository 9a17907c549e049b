"""One name, many spellings: what is left of a text when its spelling is taken away.

`spelled_words` drops what readers leave out: marks, capitals, apostrophes, hyphens, the Arabic
article, the forms of alef. `sounded_words` goes on to what is heard: one letter for each sound,
whether it was written kh, ḫ, خ or х, so that Latin, Arabic and Cyrillic spellings meet. Vowels
stay; the search gives them little weight (likeness.js).

Both are lists of rules, read from top to bottom. They are part of the search index, and
likeness.js applies the same rules to what a reader types, so they use only what Python's and a
browser's regular expressions have in common; a test compares the two. A rule is (pattern,
replacement), the replacement a plain text. No library bridges transliterations: Unicode's own
(ICU) writes one standard and readers use none.
"""

from __future__ import annotations

import re
import unicodedata

Rules = list[tuple[str, str]]

# Letters whose marks change the sound; for composed lower-case text, in `sounded_words` only.
MARKED: Rules = [
    ("[şšŝș]", "sh"),
    ("[çčĉ]", "ch"),
    ("ǧ", "j"),
    ("[ğġĝḡ]", "gh"),
    ("ž", "zh"),
    ("[ḫẖḵ]", "kh"),
    ("ḳ", "q"),
    ("[ḏð]", "dh"),
    ("[ṯþ]", "th"),
    ("ة", "A"),  # the ending that is heard as a, and as t before another word: Medine, Medinet
]
# Letters that Unicode does not decompose, marks that readers leave out, forms of one Arabic letter.
LETTERS: Rules = [
    (
        "[\u00ad\u0640\u200b-\u200f\u2060\ufeff]",
        "",
    ),  # soft hyphen, tatweel, joiners and direction marks
    ("['`´’‘‛′ʹʻʼʽʾʿˈˊˋ՚＇]", ""),
    ("ı", "i"),
    ("ß", "ss"),
    ("[øœ]", "o"),
    ("æ", "a"),
    ("đ", "d"),
    ("ł", "l"),
    ("ħ", "h"),
    ("ء", ""),
    ("ٱ", "ا"),
    ("[ىیې]", "ي"),
    ("[ةەہھۃ]", "ه"),
    ("[کڪ]", "ك"),
    ("[٠۰]", "0"),
    ("[١۱]", "1"),
    ("[٢۲]", "2"),
    ("[٣۳]", "3"),
    ("[٤۴]", "4"),
    ("[٥۵]", "5"),
    ("[٦۶]", "6"),
    ("[٧۷]", "7"),
    ("[٨۸]", "8"),
    ("[٩۹]", "9"),
]
# The Arabic article at the head of a word, alone or behind a particle.
ARTICLE: Rules = [("^(?:[وبفك]?ال|لل)(?=.{3})", "")]
SOUNDS: Rules = [
    ("^(?:[وبفك]ال|لل)(?=.{3})", "ال"),
    # chat spelling: 7asan, Sa3id; an ordinal such as 7th stays
    ("2(?=[a-z])(?!nd)", ""),
    ("3(?=[a-z])(?!rd)", "a"),
    ("5(?=[a-z])(?!th)", "kh"),
    ("7(?=[a-z])(?!th)", "h"),
    # several letters for one sound, the longest first
    ("x", "ks"),
    ("dsch|dzh|dj|zh", "j"),
    ("tsch|sch|tch|sh|ch|sz|cz|sj|تش", "S"),
    ("kh", "X"),
    ("gh", "G"),
    ("th", "T"),
    ("dh", "D"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou|oo", "u"),
    ("ee", "i"),
    # Arabic letters
    ("[اع]", "a"),
    ("ب", "b"),
    ("[تط]", "t"),
    ("ث", "T"),
    ("[جژ]", "j"),
    ("[حه]", "h"),
    ("خ", "X"),
    ("[دض]", "d"),
    ("ذ", "D"),
    ("ر", "r"),
    ("[زظ]", "z"),
    ("[سص]", "s"),
    ("[شچ]", "S"),
    ("غ", "G"),
    ("ف", "f"),
    ("ق", "q"),
    ("ك", "k"),
    ("ل", "l"),
    ("م", "m"),
    ("ن", "n"),
    ("و", "w"),
    ("ي", "y"),
    ("پ", "p"),
    ("[گڭ]", "g"),
    ("ڤ", "v"),
    # Cyrillic letters
    ("дж|ж", "j"),
    ("тч|[чшщ]", "S"),
    ("х", "X"),
    ("ц", "ts"),
    ("ю", "yu"),
    ("я", "ya"),
    ("[ъь]", ""),
    *(
        (letter, sound)
        for letter, sound in zip("абвгґдзклмнопрстуўф", "abvggdzklmnoprstuwf", strict=True)
    ),
    ("[еєэ]", "e"),
    ("[иіы]", "i"),
]
# English endings: a word without them is the start of its other forms. Applied in the browser only.
ENDINGS: Rules = [("(?<=[a-z]{4})s$", ""), ("(?<=[a-z]{4})(?:ing|ed|e|ion)$", "")]
FOLDING_RULES: dict[str, Rules] = {
    "marked": MARKED,
    "letters": LETTERS,
    "article": ARTICLE,
    "sounds": SOUNDS,
    "endings": ENDINGS,
}


def spelled_words(text: str) -> list[str]:
    """The words of a text without marks, capitals, apostrophes and the Arabic article: abd, ar,
    rahman."""
    return [_ruled(word, ARTICLE) for word in _plain(text.lower()).split()]


def sounded_words(text: str) -> list[str]:
    """The words of a text by their sounds, none of them doubled: Xirbat, aS, Sams for Khirbat
    ash-Shams."""
    composed = unicodedata.normalize("NFKC", text.lower())
    heard = (_ruled(word, SOUNDS) for word in _plain(_ruled(composed, MARKED)).split())
    return [re.sub(r"(.)\1+", r"\1", word) for word in heard if word]


def _plain(text: str) -> str:
    """The letters and digits of a text without marks, everything else as a blank."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
    bare = _ruled(bare, LETTERS)
    return "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in bare)


def _ruled(text: str, rules: Rules) -> str:
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement, text)
    return text
