"""What the downloads page says of the files: those in data/, and those that `make dist` writes."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..model.site import SiteSettings
from ..problems import Problem
from ..text.localization import Texts, file_size
from .export_file import ExportFile

FAMILIES = ("whole", "formats", "tables", "records", "schemas")
TAKEAWAY_FOLDER = "takeaway"
TAKEAWAY_ENDINGS = ("zip", "epub", "cdx.json")
TAKEAWAY_CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its path from the root of the site, what it is, how many entries it has in words
    (empty for a takeaway file), its size in words, and what it leaves out."""

    path: str
    name: str
    what: str
    count: str
    size: str
    checksum: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeawayFile:
    """A file that `make dist` wrote."""

    content: bytes

    def chunks(self) -> Iterator[bytes]:
        yield self.content


@dataclass(frozen=True, slots=True)
class DownloadFamily:
    """Files of one sort, under a heading."""

    heading: str
    intro: str
    files: tuple[Download, ...]


def download_families(files: Iterable[ExportFile], texts: Texts) -> tuple[DownloadFamily, ...]:
    """The exported files by family. Raises InvalidValue if a text of one is missing."""
    headings, intros = texts.table("download_family"), texts.table("download_intro")
    listed = list(files)
    return tuple(
        DownloadFamily(
            headings[family],
            intros[family],
            tuple(_download(one, texts) for one in listed if one.family == family),
        )
        for family in FAMILIES
    )


def _download(file: ExportFile, texts: Texts) -> Download:
    counted, tally = {"tables": "data_rows", "schemas": "data_schemas"}, file.tally
    return Download(
        path=f"data/{file.path}",
        name=file.path,
        what=file_description(file, texts),
        count=texts.count(counted.get(file.family, "data_entries"), tally.entries),
        size=file_size(tally.size),
        checksum=tally.checksum,
        left_out=tuple(texts.count(*reason) for reason in sorted(tally.left_out.items())),
    )


def file_description(file: ExportFile, texts: Texts) -> str:
    """What a file is; a table and the list of the same records share a text."""
    path = PurePosixPath(file.path)
    if file.family == "schemas":
        return texts.table("schema_file")[path.stem]
    is_table = file.family in ("tables", "records")
    return texts.table("download_file")[path.stem if is_table else path.name]


def takeaway_name(site: SiteSettings) -> str:
    """The name of all takeaway files of a version, without their endings, in lower-case ASCII."""
    ascii_title = unicodedata.normalize("NFKD", site.title).encode("ascii", "ignore").decode()
    title = re.sub(r"[^a-z0-9]+", "-", ascii_title.lower()).strip("-")
    return f"{title or 'chronicle'}-{site.version}"


def takeaway_names(site: SiteSettings) -> list[str]:
    """The names of all files that `make dist` writes."""
    name = takeaway_name(site)
    return [*(f"{name}.{ending}" for ending in TAKEAWAY_ENDINGS), TAKEAWAY_CHECKSUMS]


def missing_takeaway(folder: Path, site: SiteSettings) -> list[Problem]:
    """The problem that a takeaway file of this version is not in the folder."""
    missing = [name for name in takeaway_names(site) if not (folder / name).is_file()]
    message = f"{folder.name}/ lacks {', '.join(missing)}"
    return [Problem("data/site.yml", 1, 1, message, "run `make dist`")] if missing else []


def takeaway_downloads(files: Mapping[str, TakeawayFile], texts: Texts) -> tuple[Download, ...]:
    """The takeaway files by name, as the downloads page shows them: without the checksums."""
    what = texts.table("takeaway_file")
    return tuple(
        Download(
            path=f"{TAKEAWAY_FOLDER}/{name}",
            name=name,
            what=what[name.rpartition(".")[2]],
            count="",
            size=file_size(len(one.content)),
            checksum=hashlib.sha256(one.content).hexdigest(),
        )
        for name, one in files.items()
        if name != TAKEAWAY_CHECKSUMS
    )
