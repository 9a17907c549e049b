"""All exported files. A new one is a line here."""

from ..domain.chronicle import Chronicle
from .bibliography import bibliography_files
from .calendar_feed import calendar_file, corrections_feed
from .export_file import ExportFile
from .linked_data import linked_data_file
from .plain_records import plain_records
from .schemas import schema_files
from .tables import table_files


def export_files(chronicle: Chronicle, address: str = "") -> list[ExportFile]:
    """Every file for others to use. `address` is where the site is published, with a slash at its
    end; empty if that is not known."""
    records = plain_records(chronicle)
    files = [
        *table_files(records),
        *bibliography_files(chronicle),
        calendar_file(chronicle, address),
        corrections_feed(chronicle, address),
        linked_data_file(chronicle, address),
        *schema_files(records),
    ]
    checksums = "".join(f"{file.checksum}  {file.path}\n" for file in files)
    return [*files, ExportFile("SHA256SUMS", "whole", checksums, len(files))]
