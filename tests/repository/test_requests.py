"""Two open requests do not collide: nothing that a contributor changes is a list of all records,
and nothing that a command writes is committed."""

from __future__ import annotations

from pathlib import Path

from authoring.cli import main
from support import ROOT, git, problems_in

SOURCE = "data/sources/{name}.yml"
CORRECTION = "data/corrections/1901-07-0{day}-{name}.yml"
ENTRY = "{{ date: 1901-07-0{day}, was: One., now: Two., why: A slip., records: [{name}] }}\n"


def request(world: Path, name: str, day: int) -> None:
    """A branch with a new source, all that the commands write of it, and a correction."""
    git(world, "switch", "--quiet", "--create", name, "main")
    text = (world / SOURCE.format(name="post-fire")).read_text(encoding="utf-8")
    own = text.replace("http://post.example/ashes", f"http://{name}.example/")
    (world / SOURCE.format(name=name)).write_text(own, encoding="utf-8")
    entry = world / CORRECTION.format(name=name, day=day)
    entry.write_text(ENTRY.format(name=name, day=day), encoding="utf-8")
    assert main(["format", "--root", str(world)]) == 0
    git(world, "add", "--all")
    git(world, "commit", "--quiet", "--message", name)


def test_two_requests_merge(world: Path) -> None:
    (world / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    git(world, "init", "--quiet", "--initial-branch", "main")
    main(["format", "--root", str(world)])
    git(world, "add", "--all")
    git(world, "commit", "--quiet", "--message", "begin")
    request(world, "fire-a", 1)
    request(world, "fire-b", 2)
    git(world, "switch", "--quiet", "main")
    for name in ("fire-a", "fire-b"):
        git(world, "merge", "--quiet", "--no-edit", name)
    changed = git(world, "diff", "--name-only", "HEAD~2").split()
    assert len(changed) == 4 and not any("schema" in path for path in changed)
    assert (world / SOURCE.format(name="fire-a")).exists() and problems_in(world) == []
