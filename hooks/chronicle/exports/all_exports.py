"""All exported files. A new one is a line here."""

from collections.abc import Iterator, Mapping

from ..domain.chronicle import Chronicle
from ..domain.naming import record_file
from ..files.file_dates import FileDates
from ..model.kinds import KINDS
from .bibliography import bibliography_files
from .calendar_feed import calendar_file
from .database import database_file
from .export_file import ExportFile, json_text
from .feeds import corrections_feed, records_feed
from .linked_data import linked_data_file
from .plain_records import plain_records
from .schemas import schema_files
from .tables import all_tables, table_files


def export_files(
    chronicle: Chronicle, address: str = "", dates: Mapping[str, FileDates] | None = None
) -> list[ExportFile]:
    """Every file for others to use. `address` is where the site is published, with a slash at its
    end; empty if that is not known. `dates` are those of the files in data/, if they are known."""
    records = plain_records(chronicle, address)
    tables = all_tables(records)
    files = [
        *table_files(records, tables),
        database_file(tables, records.left_out),
        *bibliography_files(chronicle),
        calendar_file(chronicle, address),
        corrections_feed(chronicle, address),
        *([records_feed(chronicle, dates, address)] if dates else []),
        linked_data_file(chronicle, address),
        *schema_files(records, address),
    ]
    checksums = "".join(f"{file.checksum}  {file.path}\n" for file in files)
    return [*files, ExportFile("SHA256SUMS", "whole", checksums, len(files))]


def record_files(chronicle: Chronicle, address: str = "") -> Iterator[tuple[str, str]]:
    """The path in the site and the JSON of each record, for the foot of its page."""
    records = plain_records(chronicle, address)
    for kind in KINDS:
        for id_ in records.ids(kind):
            yield record_file(chronicle, id_), json_text(records.whole(kind, id_))
