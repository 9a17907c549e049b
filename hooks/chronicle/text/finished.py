"""The last look at a finished page, whichever way something came into it: every value is escaped
where it is written, and this reads the result with lxml."""

import re
from collections import Counter
from typing import Any

from lxml import etree, html

PROSE = re.compile(
    "html|body|p|h[1-6]|ul|ol|li|a|em|strong|code|pre|blockquote|hr|br|img|table|thead|tbody|tr|th"
    "|td|div|sup"
)
"""What Markdown makes of prose."""
ELEMENTS = re.compile(
    "html|head|meta|title|link|body|script|header|main|footer|nav|section|article|aside|div"
    "|span|p|h1|h2|h3|h4|h5|h6|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tr|th"
    "|td|blockquote|figure|figcaption|pre|code|kbd|em|strong|small|sup|sub|mark|bdi|br|hr|a"
    "|img|details|summary|form|label|input|select|option|button|output|svg|g|defs|marker|path"
    "|line|circle|rect|polygon|polyline|text|tspan"
)
ALLOWED_ATTRIBUTES = re.compile(
    "data-[a-z-]+|http-equiv|as|aria-current|aria-describedby|aria-expanded|aria-hidden|aria-label"
    "|aria-labelledby|aria-live|alt|autocapitalize|autocomplete|charset|checked|class|colspan"
    "|content|crossorigin|cx|cy|d|defer|dir|dx|dy|enterkeyhint|fill|for|height|hidden|id|lang"
    "|maxlength|media|name|overflow|placeholder|points|preserveaspectratio|property|r|rel|role|rows"
    "|rowspan|scope|spellcheck|start|stroke|tabindex|text-anchor|title|transform|type|value"
    "|version|viewbox|width|x|x1|x2|xmlns|y|y1|y2"
)
"""What pages and the book are made of, in lower case. Frames, objects, styles, templates and
MathML are not, nor any attribute that is a handler, a style or an address of another kind."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy of every page: what belongs to the site, and nothing within a page.
The search sends its form to the site where there are no scripts."""
POLICY_META = {"http-equiv": "Content-Security-Policy", "content": POLICY}
ALIGNMENT_STYLE = re.compile("text-align: (?:left|right|center);")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
DATA_SCRIPTS = {"application/json", "application/ld+json"}


def finished_fault(page: str, elements: re.Pattern[str] = ELEMENTS, *, xml: bool = False) -> str:
    """What is in a finished page and should not be; empty if nothing is. A page of the book is XML,
    and must be well-formed."""
    try:
        root = _xml(page.encode()) if xml else html.document_fromstring(page)
    except etree.LxmlError as error:
        return str(error)
    ids = Counter(root.xpath("//@id"))
    if repeated := [id_ for id_, count in ids.items() if count > 1]:
        return f"the id '{repeated[0]}' twice"
    return next(filter(None, (_fault(node, elements) for node in root.iter())), "")


def xml_fault(content: bytes) -> str:
    """What is wrong with the form of an XML file, such as a feed; empty if nothing is."""
    try:
        _xml(content)
    except etree.LxmlError as error:
        return str(error)
    return ""


def _xml(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _fault(node: Any, elements: re.Pattern[str]) -> str:
    if not isinstance(node.tag, str):
        return f"a comment or an instruction, {str(node)[:60]}"
    name = node.tag.rpartition("}")[2].lower()
    if not elements.fullmatch(name):
        return f"the element <{name}>"
    if name == "script" and "src" not in node.attrib and node.get("type") not in DATA_SCRIPTS:
        return "a script within the page"
    if "http-equiv" in node.attrib and dict(node.attrib) != POLICY_META:
        return f"the attribute http-equiv of <{name}>"
    for key, value in node.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain in ("href", "src", "action"):
            outwards = name == "a" or node.get("rel") in ("canonical", "schema.DC")
            if not _leads_somewhere(re.sub(r"[\x00-\x20]", "", value), outwards=outwards):
                return f"the address {value[:60]} in <{name}>"
        elif plain == "style" and ALIGNMENT_STYLE.fullmatch(value):
            continue
        elif not ALLOWED_ATTRIBUTES.fullmatch(plain):
            return f"the attribute {plain} of <{name}>"
    return ""


def _leads_somewhere(address: str, *, outwards: bool) -> bool:
    """Whether an address is within the site or, for what only leads `outwards`, of the web or of
    mail. Browsers pass over the blanks and breaks in one."""
    scheme = SCHEME.match(address)
    if outwards:
        return scheme is None or scheme[1].lower() in ("http", "https", "mailto")
    return scheme is None and not address.startswith(("//", "\\", "/\\"))
