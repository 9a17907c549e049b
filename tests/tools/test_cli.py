"""The commands of people who write records, as `make` calls them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, git

COMMANDS = ("new", "format", "schema", "diff", "release")
SOURCES = "data/sources"


def run(root: Path, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "authoring"), *arguments, "--root", str(root)]
    inherited = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    return subprocess.run(command, capture_output=True, text=True, input=answers, env=inherited)


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


NO_ANSWER = "no answer (make new KIND=source ID=courier-1901-05-03-fire)"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--kind sorce --id x", "'sorce' is no kind of record (did you mean 'source'?)"),
        ("--kind event --id mill", "the id 'mill' exists: data/places/mill.yml (choose another"),
        ("--id Mill_Fire", "'Mill_Fire' is not an id: lower-case words and digits joined by hyphe"),
        (f"--kind source --id {'x' * 81}", "'xxxxxxxxxxxxxxxxxxxx…' is too long for an id (use at"),
        (
            "--kind source --id x --url https://web.archive.org/web/1901/https://post.example/ashes/",
            "the address is already recorded: data/sources/post-fire.yml has http://post.example/",
        ),
        *(("--kind source", NO_ANSWER), ("--id x", NO_ANSWER), ("", NO_ANSWER)),
        ("--kind source --id x --url javascript:a", "'javascript:a' is not a web address (it "),
        (
            "--kind source --id x --url https://www.post.example/ashes#a",
            "the address is already recorded: data/sources/post-fire.yml has http://post.example/",
        ),
        ("--kind source --id x --from nothing.json", "nothing.json: it cannot be opened (name"),
        ("--kind event --id x --url https://e.org", "a record of kind event has no reference (URL"),
        ("--kind statement --id post-fire#ashes", "the statement 'post-fire#ashes' exists (choose"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_writes_nothing(
    world: Path, arguments: str, says: str
) -> None:
    before = files(world)
    done = run(world, "new", *arguments.split())
    assert done.returncode == 1
    assert done.stderr.startswith(says) and done.stderr.count("\n") == 1
    assert files(world) == before


def test_a_new_record_is_asked_for_until_each_answer_is_right(world: Path) -> None:
    answers = "sorce\nSource\nThe Courier\nsomething-new\npost.example\nhttps://new.example/page\n"
    done = run(world, "new", answers=answers)
    assert done.returncode == 0, done.stderr
    text = (world / SOURCES / "something-new.yml").read_text(encoding="utf-8")
    assert "URL: https://new.example/page " in text
    refused = [line.partition(" ")[0] for line in done.stderr.split("\n")]
    assert refused == ["'sorce'", "'The", "'post.example'", ""]
    questions = [line for line in done.stdout.split("\n") if line.endswith(": ")]
    assert [line[:4] for line in questions] == ["What", "What", "Its ", "Its ", "Its ", "Its "]


def test_a_known_kind_and_id_are_not_asked_for(world: Path) -> None:
    done = run(world, "new", "--kind", "Statement", "--id", "post-fire#something-new")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("data/sources/post-fire.yml is written. Fill in every ___;")


def test_a_reference_becomes_a_record_with_comments(world: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.ris"
    path.write_text(
        "TY  - NEWS\nTI  - Fire: the mill\nED  - E\nDA  - 3 May\nUR  - https://e.org/a,b", "utf-8"
    )
    done = run(world, "new", "--kind", "source", "--id", "something-new", "--from", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "title: Fire: the mill (from TI)\n" in done.stdout
    assert "in a comment: ED  E\n" in done.stdout
    text = (world / SOURCES / "something-new.yml").read_text(encoding="utf-8")
    comments = "# from the reference: ED  E\n# from the reference: DA  3 May\n"
    assert f"{comments}type: article-newspaper " in text
    assert 'title: "Fire: the mill" ' in text
    other = ["--url", "https://e.org/c"]
    run(world, "new", "--kind", "source", "--id", "another", "--from", str(path), *other)
    text = (world / SOURCES / "another.yml").read_text(encoding="utf-8")
    assert "# from the reference: URL  https://e.org/a,b\n" in text
    assert "\nURL: https://e.org/c " in text


def test_format_says_what_it_did(world: Path) -> None:
    run(world, "format")
    path = world / SOURCES / "post-fire.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (world / SOURCES / "broken.yml").write_text("a: [", encoding="utf-8")
    done = run(world, "format")
    assert done.returncode == 0
    assert done.stdout == "data/sources/post-fire.yml: formatted\n1 file formatted.\n"
    assert done.stderr == (
        "data/sources/broken.yml: left as it is: it cannot be read; make check says why\n"
        "data/schema/names.schema.json: left as it is: a record cannot be read\n"
    )


def test_diff_compares_with_a_folder_or_a_commit(world: Path) -> None:
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-qm", "x")
    (world / SOURCES / "ferry-notice.yml").unlink()
    done = run(world, "diff", "--base", "HEAD", "--format", "markdown")
    assert done.returncode == 0 and done.stdout.startswith(
        "## What this change does\n\n### Statements"
    )
    assert run(world, "diff", "--base", str(world)).stdout.startswith("No change of meaning.")
    refused = run(world, "diff", "--base", "")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("git does not know 'origin/main' (")


def test_release_refuses_a_chronicle_with_problems(world: Path) -> None:
    (world / SOURCES / "broken.yml").write_text("a: [", encoding="utf-8")
    before = files(world)
    done = run(world, "release", "7.0.0", "--date", "1902-01-31")
    assert done.returncode == 1 and "data/sources/broken.yml:" in done.stderr
    assert files(world) == before


def test_make_calls_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = re.findall(r"\$\(BIN\)/python tools/authoring (\w+)", makefile)
    assert set(called) == set(COMMANDS)
