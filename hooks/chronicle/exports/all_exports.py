"""All exported files. A new one is a line here."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ..domain.chronicle import Chronicle
from ..domain.naming import record_file
from ..files.file_dates import FileDates
from ..model.kinds import KINDS
from .bibliography import bibliography_files
from .calendar_feed import calendar_file
from .citation_files import citation_files
from .data_package import data_package_file
from .database import database_file
from .export_file import ExportFile, FilePlan, FileTally, TextFile, json_text
from .feeds import corrections_feed, records_feed
from .linked_data import linked_data_file
from .plain_records import PlainRecords, plain_records
from .schemas import schema_files
from .tables import all_tables, table_files


def export_files(
    chronicle: Chronicle, address: str = "", dates: Mapping[str, FileDates] | None = None
) -> list[ExportFile]:
    """Every file for others to use. `address` is where the site is published, with a slash at its
    end; empty if that is not known. `dates` are those of the files in data/, if they are known. A
    file that quotes others comes after them."""
    records = plain_records(chronicle, address)
    tables = all_tables(records)
    sheets = table_files(records, tables)
    files = [
        *sheets,
        data_package_file(chronicle, tables, sheets),
        database_file(tables, records.left_out),
        *bibliography_files(chronicle),
        calendar_file(chronicle, address),
        corrections_feed(chronicle, address),
        *([records_feed(chronicle, dates, address)] if dates else []),
        linked_data_file(chronicle, address),
        *schema_files(records, address),
    ]
    return [*files, ExportFile("SHA256SUMS", "whole", partial(_checksums, files))]


def _checksums(files: Sequence[ExportFile], tally: FileTally) -> Iterator[str]:
    for file in tally.each(files):
        yield f"{file.tally.checksum}  {file.path}\n"


def planned_files(
    chronicle: Chronicle, exported: Sequence[ExportFile], address: str = ""
) -> dict[str, FilePlan]:
    """By its path in the site, every file that is made of records: those that `export_files` gave,
    then those of single records. Whoever writes them in this order makes no content twice."""
    return {
        **{f"data/{file.path}": file for file in exported},
        **record_files(chronicle, address),
        **citation_files(chronicle, address),
    }


def record_files(chronicle: Chronicle, address: str = "") -> dict[str, TextFile]:
    """The JSON of each record, for the foot of its page, by its path in the site."""
    records = plain_records(chronicle, address)
    return {
        record_file(chronicle, id_): TextFile(partial(_record_text, records, kind, id_))
        for kind in KINDS
        for id_ in records.ids(kind)
    }


def _record_text(records: PlainRecords, kind: str, id_: str) -> str:
    return json_text(records.whole(kind, id_))
