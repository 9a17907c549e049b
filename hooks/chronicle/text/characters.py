"""Invisible characters, and what is left of a text that went through the wrong program."""

import re

from ..problems import named

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"  # control characters and hidden line breaks
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f"  # without width: they hide a word
    "\u202a-\u202e\u2066-\u2069"  # these turn the direction of writing
    "\ud800-\udfff\ufdd0-\ufdef"  # halves of a character, and what Unicode says is none
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
"""What no text needs. A joiner, a mark of direction and a no-break space are of use in some."""
CUT = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The second half of a letter of UTF-8, as a program reads it that takes each half for a letter."""
CLOSING = "\u00a0»‘’“”–—…•™"
"""Those of them that can also follow a capital letter, at the end of a word."""
DAMAGE = re.compile(
    "(?P<lost>\ufffd)"
    r"|(?P<entity>&(?i:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});)"
    f"|(?P<encoding>â€.?|ï»¿|[ÂÃÄÅÎÏÐÑØÙÚÛ](?:(?![{CLOSING}])[{CUT}]|[{CLOSING}](?=\\w)))"
)
DAMAGED = {
    "lost": ("a character that was lost", "write the one that belongs there"),
    "entity": ("a character as HTML writes it", "write the character itself"),
    "encoding": ("a character in the wrong encoding", "copy the text again, or write it anew"),
}


def hidden_fault(text: str) -> tuple[int, str, str] | None:
    """Where a text has an invisible character, which one, and what to do."""
    if text.replace("\n", "").isprintable():  # nearly all, and quick to see
        return None
    found = UNSEEN.search(text)
    if not found:
        return None
    return found.start(), f"an invisible character, {named(found[0])}", "delete it"


def damage(text: str) -> tuple[int, str, str] | None:
    """Where a text was damaged on its way here, how, and what to do."""
    found = None if text.isascii() and "&" not in text else DAMAGE.search(text)
    if not found:
        return None
    message, hint = DAMAGED[found.lastgroup or ""]
    return found.start(), f"{message}: '{text[found.start() : found.end() + 10]}'", hint
