"""Make everything that a reader can take away, and the site that offers it: `make dist`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs.config import load_config

from chronicle.exports.downloads import TAKEAWAY_CHECKSUMS, TAKEAWAY_ENDINGS, takeaway_name
from chronicle.problems import report
from chronicle.rendering.navigation import NavItem, with_records
from chronicle.site import BuildOptions, Site, all_parts, build_site, problems_of
from takeaway.archive import checksums, packed, refused
from takeaway.epub import book
from takeaway.imprint import Imprint
from takeaway.materials import bill_of_materials
from whole_folder import begin, put

ROOT = Path(__file__).resolve().parents[2]
FONTS = Path("overrides/assets/css/fonts")
OF_NO_USE_ON_A_DISK = ("404.html", "_headers", "sitemap.xml", "sitemap.xml.gz", "robots.txt")


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes site/ and dist/, each as a whole; the exit code is 1 if anything is wrong, and dist/
    is as it was."""
    parser = argparse.ArgumentParser(
        prog="takeaway", description="Write the zipped site and the book, and offer them in site/."
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="the chronicle's folder")
    parser.add_argument("--out", type=Path, help="the folder to write into, dist/ if not given")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    out = (options.out or root / "dist").resolve()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _last_commit(root))
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["CHRONICLE_CACHE"] = "off"  # what is published takes no page of an earlier build
    address, nav = _configured(root)
    print("Reading the chronicle …", flush=True)
    site, problems = build_site(root, BuildOptions(address))
    problems += problems_of(site) if site and not problems else []
    if problems or site is None:
        print(report(problems), file=sys.stderr)
        return 1
    site = replace(site, pages=all_parts(site))  # the book has chapters for them
    try:
        files = _written(root, out, site, Imprint(site.chronicle, address), nav)
    except RuntimeError as fault:
        print(fault, file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"{out.name}: cannot be written: {fault.strerror or fault}", file=sys.stderr)
        return 1
    for name, content in files.items():
        print(f"{len(content) / 1e6:7.2f} MB  {out.name}/{name}")
    return 0


def _written(
    root: Path, out: Path, site: Site, imprint: Imprint, nav: Sequence[NavItem]
) -> dict[str, bytes]:
    """The files to take away by name, written aside; the site that offers them is built before they
    take the place of earlier ones. Raises RuntimeError or OSError if anything fails."""
    aside = begin(out)
    try:
        files = _files(root, site, imprint, nav, aside / "site")
        for name, content in files.items():
            (aside / name).write_bytes(content)
        print("Building site/ with the page that offers them …", flush=True)
        _build(root, root / "site", aside)
        put(aside, out, _is_of_others)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return files


def _configured(root: Path) -> tuple[str, Sequence[NavItem]]:
    """The address in mkdocs.yml, with a slash at its end, and the navigation."""
    config = load_config(str(root / "mkdocs.yml"))
    return f"{config.site_url.rstrip('/')}/" if config.site_url else "", config.nav or []


def _files(
    root: Path, site: Site, imprint: Imprint, nav: Sequence[NavItem], folder: Path
) -> dict[str, bytes]:
    """The files to take away by name, all made before any is written; `folder` is a place for the
    site that is packed, and is removed."""
    name, moment = takeaway_name(site.chronicle.site), int(os.environ["SOURCE_DATE_EPOCH"])
    print("Building the site to pack …", flush=True)
    _build(root, folder, None)
    zipped = _zipped(folder, name, imprint, moment)
    shutil.rmtree(folder)
    print("Making the book …", flush=True)
    records = with_records(nav, site.pages)
    made = {
        "zip": zipped,
        "epub": book(site, records, imprint, ROOT / FONTS, moment),
        "cdx.json": bill_of_materials(ROOT, name, site.chronicle.site.version, moment),
    }
    files = {f"{name}.{ending}": made[ending] for ending in TAKEAWAY_ENDINGS}
    return {**files, TAKEAWAY_CHECKSUMS: checksums(files).encode()}


def _zipped(built: Path, name: str, imprint: Imprint, moment: int) -> bytes:
    """The built site under one folder, with a README.txt. Raises RuntimeError if some system would
    not unpack it."""
    paths = {path.relative_to(built).as_posix(): path for path in built.rglob("*")}
    files = {
        f"{name}/{inside}": path.read_bytes()
        for inside, path in paths.items()
        if path.is_file() and inside not in OF_NO_USE_ON_A_DISK
    }
    files[f"{name}/README.txt"] = imprint.readme().encode()
    faults = refused(files)
    if faults:
        raise RuntimeError("\n".join(faults))
    return packed(files, moment)


def _is_of_others(name: str) -> bool:
    """Whether a file in dist/ is none of an earlier version."""
    return name != TAKEAWAY_CHECKSUMS and not name.endswith(TAKEAWAY_ENDINGS)


def _build(root: Path, site: Path, takeaway: Path | None) -> None:
    """Builds the site into a folder. Raises RuntimeError with what MkDocs says if it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, "CHRONICLE_TAKEAWAY": str(takeaway or "")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode:  # with --quiet, --strict would let warnings pass
        raise RuntimeError(f"{done.stderr}{done.stdout}".strip())


def _last_commit(root: Path) -> str:
    """The time of the last commit, as the Makefile has it; 0 outside a repository."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip() or "0"
    except OSError:  # there is no git
        return "0"
