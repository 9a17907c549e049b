"""`make stage`: the site as a folder of Markdown that MkDocs, ProperDocs and Zensical build without
our hook, and that Pandoc reads. It needs no MkDocs."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from chronicle.problems import InvalidValue, report
from chronicle.rendering.navigation import with_records
from chronicle.site import BuildOptions, Site, build_site

WRITTEN = "# Written by `make stage`, which replaces this file and docs/ beside it.\n"
KEPT = ("use_directory_urls", "validation", "extra_css", "markdown_extensions")
"""What the staged mkdocs.yml says as ours does. Hooks, plugins and the rest need our code."""
ASSETS = Path("overrides/assets")
OF_OUR_CODE = ("assets/js/", "assets/lists/", "assets/search/")
"""The files that only our scripts use, which are not staged."""


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml. What `!ENV` and the like name is of this machine, and is left out."""


_Settings.add_multi_constructor("!", lambda *_: None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes every page as Markdown into a folder; the exit code is 1 if it cannot."""
    parser = argparse.ArgumentParser(
        prog="staging", description="Write every page as Markdown, to build elsewhere."
    )
    parser.add_argument("folder", type=Path, help="a new folder, or one that was staged before")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
    options = parser.parse_args(arguments)
    site, problems = build_site(options.root, BuildOptions())
    if problems or site is None:
        print(report(problems), file=sys.stderr)
        return 1
    try:
        stage(site, options.root, options.folder)
    except InvalidValue as fault:
        print(f"{fault.message}: {fault.hint}", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"{fault.filename} cannot be written: {fault.strerror}", file=sys.stderr)
        return 1
    print(f"{len(site.pages)} pages are in {options.folder / 'docs'}")
    return 0


def stage(site: Site, root: Path, folder: Path) -> None:
    """Writes docs/ and mkdocs.yml into a folder that is new, empty or staged before. Raises
    InvalidValue if there is anything else in it, before anything is written."""
    configuration, docs = folder / "mkdocs.yml", folder / "docs"
    if not _is_ours(folder, configuration):
        message = f"{folder} has other things in it"
        raise InvalidValue(message, "name a new folder, or one that was staged before")
    content = WRITTEN + staged_settings(site, root)
    if docs.exists():
        shutil.rmtree(docs)
    folder.mkdir(parents=True, exist_ok=True)
    configuration.write_text(content, encoding="utf-8")
    for path, written in staged_files(site, root):
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(written)


def _is_ours(folder: Path, configuration: Path) -> bool:
    """Whether a folder is new, empty or one that was staged before."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    if not configuration.is_file():
        return not any(folder.iterdir())
    return configuration.read_text(encoding="utf-8", errors="replace").startswith(WRITTEN)


def staged_settings(site: Site, root: Path) -> str:
    """The mkdocs.yml of a staged folder: our title, navigation, extensions and styles on the theme
    as it is. Zensical keeps the look of Material in its classic variant."""
    ours: dict[str, Any] = yaml.load(
        (root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Settings
    )
    theme = {name: value for name, value in ours["theme"].items() if name != "custom_dir"}
    staged: dict[str, Any] = {
        "site_name": site.chronicle.site.title,
        "site_description": site.chronicle.site.description,
        **{name: ours[name] for name in KEPT if name in ours},
        "theme": {**theme, "variant": "classic"},
        "plugins": ["search"],
        "nav": with_records(ours["nav"], site.pages),
    }
    return yaml.safe_dump(staged, allow_unicode=True, sort_keys=False, width=100)


def staged_files(site: Site, root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a staged docs/, by its path in it: pages, what the site publishes beside them,
    pictures and styles."""
    for made in (one for page in site.pages.values() for one in page.made()):
        yield made.page.path, made.markdown.encode()
    files = {path: b"".join(plan.chunks()) for path, plan in site.files.items()}
    published = {**site.chronicle.records.assets, **files, **_assets(root)}
    yield from (one for one in published.items() if not one[0].startswith(OF_OUR_CODE))


def _assets(root: Path) -> dict[str, bytes]:
    """The styles, fonts and pictures of the engine."""
    files = sorted(path for path in (root / ASSETS).rglob("*") if path.is_file())
    return {
        f"assets/{path.relative_to(root / ASSETS).as_posix()}": path.read_bytes() for path in files
    }


if __name__ == "__main__":
    sys.exit(main())
