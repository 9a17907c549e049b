"""By what a list can be filtered: for each key the ids that occur in its entries, with the names that readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

NameOf = Callable[[str], str]


def facets(
    entries: Iterable[Mapping[str, str]],
    names: Mapping[str, NameOf],
    texts: Mapping[str, str],
    groups: Mapping[str, NameOf] | None = None,
) -> list[dict[str, Any]]:
    """A filter for each key of `names`, with its options in alphabetical order, dates in their own.

    `entries` give for each key ids with blanks between them; `groups` may name the group in which an option stands.
    """
    listed = list(entries)
    found = []
    for key, name in names.items():
        ids = dict.fromkeys(one for entry in listed for one in entry[key].split())
        group = (groups or {}).get(key, _none)
        options = sorted(
            ({"id": one, "name": name(one), "group": group(one)} for one in ids),
            key=lambda option: (
                option["group"].casefold(),
                option["id"] if key == "date" else option["name"].casefold(),
            ),
        )
        found.append({"name": key, "label": texts[f"filter_{key}"], "groups": _grouped(options)})
    return found


def _none(_: str) -> str:
    return ""


def _grouped(options: list[dict[str, str]]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for option in options:
        groups.setdefault(option["group"], []).append(option)
    return [{"label": label, "options": inside} for label, inside in groups.items()]
