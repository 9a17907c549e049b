"""Make everything that a reader can take away: `python tools/dist.py`, by way of `make dist`.

Builds the site into a folder of its own and packs it, makes the book and the single page of it, writes them with their checksums
into dist/, and builds site/ with the page of files that offers them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from mkdocs.config import load_config  # noqa: E402

from chronicle.domain.chronicle import Chronicle  # noqa: E402
from chronicle.exports import offered  # noqa: E402
from chronicle.site import read, styles  # noqa: E402
from takeaway import archive
from takeaway.articles import navigation, parts  # noqa: E402
from takeaway.book import ARABIC, book  # noqa: E402
from takeaway.chapter import prepare  # noqa: E402
from takeaway.imprint import Imprint  # noqa: E402
from takeaway.singlepage import whole  # noqa: E402
from chronicle.views.cartography import Projection  # noqa: E402

STYLES = Path("assets/stylesheets/chronicle.css")
OF_NO_USE_ON_A_DISK = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt")
BEGIN = time.monotonic()


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the zipped site, the book and the single page into dist/.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the chronicle's folder, which holds mkdocs.yml")
    parser.add_argument(
        "--out", type=Path, help="the folder to write into; dist/ in the chronicle's folder if not given"
    )
    root = parser.parse_args().root.resolve()
    out = (parser.parse_args().out or root / "dist").resolve()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _moment(root))
    chronicle, problems = read(root)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        say("Building the site …")
        if built := _build(root, Path(folder) / "site"):
            return built
        out.mkdir(exist_ok=True)
        for old in [path for path in out.iterdir() if path.suffix[1:] in offered.KINDS or path.name == offered.SUMS]:
            old.unlink()
        made = make(root, Path(folder) / "site", out, chronicle)
    if not made:
        return 1
    say("Building site/ with the page that offers them …")
    if built := _build(root, root / "site", out):
        return built
    for path in sorted(out.iterdir()):
        print(f"  {path.stat().st_size / 1e6:7.2f} MB  {path.relative_to(out.parent)}")
    return 0


def make(root: Path, site: Path, out: Path, chronicle: Chronicle) -> bool:
    """Writes all files from the built `site` into `out`; False where a name would not unpack everywhere."""
    os.environ["CHRONICLE_TAKEAWAY"] = ""
    config = load_config(str(root / "mkdocs.yml"))
    address = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
    name, moment = offered.name(chronicle.site), int(os.environ["SOURCE_DATE_EPOCH"])
    imprint = Imprint(chronicle.site, chronicle.records.texts, address)
    say("Packing the site …")
    refused = _zip(site, out / f"{name}.zip", name, imprint, moment)
    if refused:
        print(*refused, sep="\n", file=sys.stderr)
        return False
    say("Reading the pages as chapters …")
    texts = chronicle.records.texts
    chapters = parts(site, navigation(config.nav or []), texts)
    prepare(chapters, site, address, texts["book_overview"])
    say(
        f"Making the book of {sum(len(part.chapters) for part in chapters)} chapters, which takes Pandoc a minute or two …"
    )
    aspect = Projection(chronicle.records.map.record.frame).aspect if chronicle.records.map else 0.0
    font = (site / STYLES).parent / "fonts" / ARABIC
    book(chapters, imprint, chronicle, aspect, font, moment, out / f"{name}.epub")
    say("Writing the single page …")
    (out / f"{name}.html").write_bytes(whole(chapters, imprint, site / STYLES, styles(chronicle)))
    files = [out / f"{name}.{kind}" for kind in offered.KINDS]
    (out / offered.SUMS).write_text(archive.checksums(files), encoding="ascii")
    return True


def _zip(site: Path, path: Path, name: str, imprint: Imprint, moment: int) -> list[str]:
    """Packs the built site under one folder of its name, with a README.txt; the names that some system refuses."""
    files = {
        f"{name}/{file.relative_to(site).as_posix()}": file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.relative_to(site).as_posix() not in OF_NO_USE_ON_A_DISK
    }
    files[f"{name}/README.txt"] = imprint.readme().encode()
    refused = archive.refused(list(files))
    if not refused:
        archive.pack(path, files, moment)
    return refused


def _build(root: Path, site: Path, takeaway: Path | None = None) -> int:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    surroundings = {**os.environ, "CHRONICLE_TAKEAWAY": str(takeaway or ""), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=surroundings, check=False).returncode


def _moment(root: Path) -> str:
    """The time of the last commit, as the Makefile has it; 0 outside a repository."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "0"


def say(what: str) -> None:
    """What is done now, and how long it has taken so far."""
    print(f"{time.monotonic() - BEGIN:5.0f} s  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
