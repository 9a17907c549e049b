"""The rows of long lists, and what they can be filtered by, as a script for filters that work from
disk as well."""

from ..domain.naming import page_url
from ..exports.export_file import script_json
from ..views.facets import FilteredList, FilteredRow

FOLDER = "assets/lists"


def list_script(filtered: FilteredList) -> str:
    """A script that gives the rows of a list and what to choose to the filter on its pages."""
    rows = script_json([_row(row) for row in filtered.rows])
    choices = {
        one.name: [(option.id, option.label) for option in one.options] for one in filtered.facets
    }
    return f"window.chronicleRows = {rows};\nwindow.chronicleChoices = {script_json(choices)};\n"


def _row(row: FilteredRow) -> list[object]:
    """The keys, then the texts in the order in which a row shows them."""
    keys = {name: list(ids) for name, ids in row.keys.items() if ids}
    texts = (row.mark, row.lead, row.body, row.quote, row.language, row.label)
    return [keys, *texts, page_url(row.path)]
