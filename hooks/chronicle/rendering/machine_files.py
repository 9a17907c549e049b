"""What machines ask a site for by name: robots.txt and llms.txt."""

from collections.abc import Iterable, Sequence

from ..domain.chronicle import Chronicle
from ..exports.downloads import file_description
from ..exports.export_file import ExportFile
from ..model.kinds import FOLDERS
from ..text.markdown import escaped
from .page import Page


def robots(address: str) -> str:
    """robots.txt: everything may be read; and where the list of pages is, if the site's address is
    known."""
    where = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{where}"


def llms(
    chronicle: Chronicle, pages: Sequence[Page], files: Iterable[ExportFile], address: str
) -> str:
    """llms.txt (llmstxt.org): what this site is, how it is to be read, and the Markdown of every
    page. Addresses are relative to the file if the site's own is not known."""
    site, texts = chronicle.site, chronicle.texts
    how = texts["llms_how"].format(
        version=site.version, date=site.version_date.text, licence=chronicle.licence
    )
    parts = [f"# {escaped(site.title)}", f"> {escaped(site.description)}", escaped(how)]
    general = [page for page in pages if page.path.partition("/")[0] not in FOLDERS.values()]
    general.sort(key=lambda page: (page.path != "index.md", page.path))
    parts += _section(texts["llms_pages"], (_line(page, address) for page in general))
    titles = texts.table("page_title")
    for folder in FOLDERS.values():
        found = (page for page in pages if page.path.startswith(f"{folder}/") and not page.removed)
        parts += _section(titles[folder], (_line(page, address) for page in found))
    described = ((one, file_description(one, texts)) for one in files)
    data = (
        f"- [{escaped(one.path)}]({address}data/{one.path}): {escaped(what)}"
        for one, what in described
    )
    parts += _section(titles["data"], data)
    return "\n\n".join(parts) + "\n"


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    listed = "\n".join(lines)
    return [f"## {escaped(heading)}", listed] if listed else []


def _line(page: Page, address: str) -> str:
    says = f": {escaped(page.description)}" if page.description else ""
    return f"- [{escaped(page.title)}]({address}{page.path}){says}"
