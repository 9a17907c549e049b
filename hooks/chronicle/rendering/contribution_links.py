"""From a page to a change of it: addresses at the code host, and a letter for people without an
account there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from ..domain.naming import page_url
from ..domain.site_map import WRITE_PAGE
from ..files.file_dates import FileDates
from ..text.localization import Texts
from .page import EditedFile, Suggestions

FORM = "correction.yml"
"""The form in .github/ISSUE_TEMPLATE; the fields that are filled in below are its ids."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader wants to correct: the page's address, its title, and the id of the record that
    it shows, if it shows one."""

    page: str
    title: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class CodeHost:
    """Where the repository is kept, such as https://host/owner/name, or the empty text; its branch;
    the editors' address; the days of the files, if they are known."""

    repository: str
    branch: str
    contact: str
    texts: Texts
    dates: Mapping[str, FileDates] = field(default_factory=dict)

    def file(self, path: str) -> EditedFile:
        """A file with its editor and its history at the host, and the day of its last change."""
        dates = self.dates.get(path)
        editor, history = (
            self._at(f"{way}/{self.branch}/{quote(path)}") for way in ("edit", "commits")
        )
        return EditedFile(path, editor, history, dates.changed.isoformat() if dates else "")

    def new_file(self) -> str:
        """The editor of a new file, which takes `filename` and `value`; empty if the host is not
        known."""
        return self._at(f"new/{self.branch}")

    def upload(self, folder: str) -> str:
        """The page that takes a file for a folder; empty if the host is not known."""
        return self._at(f"upload/{self.branch}/{quote(folder)}")

    def suggestions(self, passage: Passage) -> Suggestions:
        """The form for a correction and a letter to the editors, with what is known filled in."""
        title = self.texts["issue_title"].format(title=passage.title)
        known = {"template": FORM, "title": title, "page": passage.page}
        write = f"{page_url(WRITE_PAGE)}?correction={passage.record}" if passage.record else ""
        form = self._at(f"issues/new?{urlencode(known)}")
        return Suggestions(form, self._letter(passage, title), write)

    def _letter(self, passage: Passage, subject: str) -> str:
        if not self.contact:
            return ""
        body = self.texts["mail_body"].format(page=passage.page)
        fields = urlencode({"subject": subject, "body": body}, quote_via=quote)
        return f"mailto:{quote(self.contact, safe='@')}?{fields}"

    def _at(self, path: str) -> str:
        return f"{self.repository}/{path}" if self.repository else ""
