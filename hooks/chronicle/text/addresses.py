"""Web addresses: when two of them are one, written otherwise."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

ARCHIVED = re.compile(r"https?://[^/]+/(?:[^/?#]+/)?(?:\d{4,14}(?:[a-z]{2}_)?|\*)/(https?:/+.+)")
"""A copy in a web archive, after which the page's own address comes: archive.org, archive.today,
arquivo.pt and others have it so."""
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ref_src|xtor|_ga")
"""What a link adds to say where its reader came from."""
PORTS = {"http": 80, "https": 443}


def same_address_key(url: str) -> tuple[object, ...]:
    """What is left of an address without the ways to write it, to compare two of them: http or
    https, www. or m., capitals in the host, its usual port, a slash at the end, what is written as
    %20, the order of what follows the ?, tracking, a fragment, and a web archive before it. A text
    that is no address is its own key."""
    while archived := ARCHIVED.match(url):
        url = re.sub("^(https?):/+", r"\1://", archived[1])
    try:
        parts = urlsplit(url.strip())
        port = parts.port if parts.port != PORTS.get(parts.scheme) else None
    except ValueError:
        return (url,)
    host = re.sub(r"^(?:www|m|mobile)\.(?=.+\.)", "", parts.hostname or "").rstrip(".")
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in query if not TRACKING.fullmatch(pair[0]))
    return host, port, unquote(parts.path).rstrip("/"), tuple(kept)
