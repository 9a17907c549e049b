"""The order of names in a list: their script, and their letters without marks and articles."""

import re
import unicodedata
from functools import cache

# Letters that Unicode does not split into a letter and a mark, and Arabic letters that are used
# for each other.
UNDIVIDED = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ى": "ي",
        "ة": "ه",
        "ٱ": "ا",
    }
)
APOSTROPHES = "['’‘ʼʿʾ`´]"


@cache
def script_of(text: str) -> str:
    """The script of the first letter: latin, arabic, cyrillic …; latin for a text of digits."""
    first = next((character for character in text if character.isalpha()), "a")
    return unicodedata.name(first, "latin").split()[0].lower()


@cache
def sort_key(text: str, articles: tuple[str, ...] = ()) -> str:
    """The text as a list sorts it: without case, marks on letters, apostrophes and a leading
    article."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(UNDIVIDED)
    folded = unicodedata.normalize("NFKD", folded)
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = re.sub(r"[\W_]+", " ", re.sub(APOSTROPHES, "", folded)).split()
    if len(words) > 1 and words[0] in articles:
        words = words[1:]
    if words and re.match(r"ال\w{2,}", words[0]):  # the article that Arabic joins to its word
        words[0] = words[0][2:]
    return " ".join(words)
