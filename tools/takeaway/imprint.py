"""What a copy of the chronicle says of itself: its version, its licence, where a newer one is."""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.domain.chronicle import Chronicle
from chronicle.text.markdown import escaped


@dataclass(frozen=True, slots=True)
class Imprint:
    """`address` is where the site is published, with a slash at its end; empty if not known."""

    chronicle: Chronicle
    address: str = ""

    @property
    def version(self) -> str:
        """The version with its date, and its DOI if there is one."""
        site = self.chronicle.site
        doi = f", https://doi.org/{site.doi}" if site.doi else ""
        return f"{site.version}, {site.version_date.text}{doi}"

    @property
    def rights(self) -> str:
        """The licence in words."""
        return self.chronicle.texts["book_rights"].format(licence=self.chronicle.licence)

    @property
    def content_notes(self) -> str:
        """What the book warns of; empty if no event has a content note."""
        chronicle = self.chronicle
        found = {event.content_note for event in chronicle.events.values()}
        terms = chronicle.vocabulary.content_notes
        what = ", ".join(term.label for term in terms if term.id in found)
        return chronicle.texts["book_notes"].format(what=what) if what else ""

    def newer(self, address: str) -> str:
        """Where a newer version is, in words. `address` is the site's own as the text shows it."""
        if self.address:
            return self.chronicle.texts["takeaway_newer"].format(address=address)
        return str(self.chronicle.texts["takeaway_newer_unknown"])

    def readme(self) -> str:
        """README.txt of the zipped site, with line ends that every editor knows."""
        text = self.chronicle.texts["takeaway_readme"].format(
            title=self.chronicle.site.title,
            version=self.version,
            rights=self.rights,
            newer=self.newer(self.address),
        )
        return text.strip().replace("\n", "\r\n") + "\r\n"

    def chapter(self) -> str:
        """The chapter that opens the book, as Markdown."""
        site, texts = self.chronicle.site, self.chronicle.texts
        text = texts["book_imprint"].format(
            description=escaped(site.description),
            version=escaped(self.version),
            editors=escaped(site.editors),
            notes=escaped(self.content_notes),
            rights=escaped(self.rights),
            newer=self.newer(f"<{self.address}>"),
        )
        return f"# {escaped(texts['book_about'])}\n\n{text}"
