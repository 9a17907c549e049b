"""What a copy says of itself: version, licence, content, what is left out, and where a newer one is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DD, DIV, DL, DT, H2, A, P

from chronicle.model import records as model

ID = "about-this-copy"


@dataclass(frozen=True, slots=True)
class Imprint:
    """`address` is where the site is published, with a slash at its end; empty if that is not known."""

    site: model.About
    texts: Mapping[str, str]
    address: str = ""

    @property
    def version(self) -> str:
        doi = f", https://doi.org/{self.site.doi}" if self.site.doi else ""
        return f"{self.site.version}, {self.site.version_date.text}{doi}"

    @property
    def rights(self) -> str:
        return self.texts["book_rights"].format(licence=self.site.licence or self.texts["licence_open"])

    @property
    def newer(self) -> str:
        """Where a newer version is found, in words."""
        if self.address:
            return self.texts["takeaway_newer"].format(address=self.address)
        return self.texts["takeaway_newer_unknown"]

    def readme(self) -> str:
        """README.txt of the zipped site, with the line ends that every editor knows."""
        text = self.texts["takeaway_readme"].format(
            title=self.site.title, version=self.version, rights=self.rights, newer=self.newer
        )
        return text.strip().replace("\n", "\r\n") + "\r\n"

    def chapter(self) -> HtmlElement:
        """The chapter that opens the book."""
        t = self.texts
        facts = [
            (t["version"], self.version),
            (t["book_editors"], self.site.editors),
            (t["book_content_term"], t["book_content"]),
            (t["book_kept_term"], t["book_kept"]),
            (t["book_rights_term"], self.rights),
            (t["book_fonts_term"], t["book_fonts"]),
            (t["book_newer_term"], self.newer),
        ]
        rows = [cell for term, fact in facts for cell in (DT(term), DD(fact))]
        if self.address:
            rows[-1].append(A(self.address, href=self.address))
            rows[-1].text = t["takeaway_newer"].partition("{address}")[0]
            rows[-1][-1].tail = t["takeaway_newer"].partition("{address}")[2]
        about = H2(t["book_about"])
        about.set("id", ID)
        return DIV(about, P(CLASS("lede"), self.site.description), DL(CLASS("facts"), *rows))
