"""From a page to a change of it: the addresses at the code host, and a letter for people without an account there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

FORM = "correction.yml"  # in .github/ISSUE_TEMPLATE; the fields that are filled in below are its ids


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody wants to correct: the page's address, its title, and what it says; `statement` is source#statement."""

    page: str
    title: str
    says: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """Where the repository is kept, such as https://host/owner/name, or the empty text; its branch; the editors' address."""

    repository: str
    branch: str
    contact: str
    texts: Mapping[str, str]

    def edit(self, path: str) -> str:
        """The editor of a file; the empty text where the host is not known."""
        return self._at(f"edit/{self.branch}/{quote(path)}")

    def see(self, path: str, line: int = 0) -> str:
        """A file as it stands, at a line (from 1)."""
        return self._at(f"blob/{self.branch}/{quote(path)}") + (f"#L{line}" if line and self.repository else "")

    def issue(self, passage: Passage) -> str:
        """The form for a correction with what is known filled in."""
        known = {
            "template": FORM,
            "title": self.texts["issue_title"].format(title=passage.title),
            "page": passage.page,
            "statement": passage.statement,
            "says": passage.says,
        }
        return self._at(f"issues/new?{urlencode({key: value for key, value in known.items() if value})}")

    def mail(self, passage: Passage) -> str:
        """A letter to the editors, begun; the empty text where their address is not known."""
        if not self.contact:
            return ""
        subject = self.texts["issue_title"].format(title=passage.title)
        place = " ".join(part for part in (passage.page, passage.statement) if part)
        body = self.texts["mail_body"].format(page=place, says=passage.says)
        return (
            f"mailto:{quote(self.contact, safe='@')}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
        )

    def _at(self, path: str) -> str:
        return f"{self.repository}/{path}" if self.repository else ""
