"""A picture is what its bytes say, and carries nothing else."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from support import WORLD, problems_in

from chronicle.files.pictures import MAX_PICTURE_BYTES, PNG_BEGINS, picture_fault, png_size

PLAN = (WORLD / "docs/assets/images/plan.png").read_bytes()
END = PLAN[-12:]


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    checked = name + content
    return len(content).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")


def sized(width: int, height: int) -> bytes:
    """The picture with other numbers of pixels in its head."""
    return PLAN[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PLAN[24:]


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (PLAN, None),
        (sized(4_000, 4_000), None),
        (PLAN[:-12] + chunk(b"tRNS", b"\0\0") + END, None),
        (sized(4_000, 4_001), "4000 by 4001 pixels"),
        (sized(0, 1), "0 by 1 pixels"),
        (b"", "no PNG"),
        (PNG_BEGINS, "no PNG"),
        (b"<script>alert(1)</script>", "no PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "no PNG"),
        (b"GIF89a", "no PNG"),
        (PLAN[:-1], "no PNG"),
        (PLAN[:-12], "no PNG"),
        (PLAN + b"<script>", "no PNG"),
        (PLAN + END, None),
        (PLAN[:-12] + chunk(b"eXIf", b"II*\0 place") + END, "data beside it (eXIf)"),
        (PLAN[:-12] + chunk(b"tEXt", b"Author\0A. Lund") + END, "data beside it (tEXt)"),
        (PLAN[:-12] + chunk(b"iTXt", b"XML:com.adobe.xmp\0") + END, "data beside it (iTXt)"),
        (PLAN[:-12] + chunk(b"tIME", b"\x07\x6d\5\2\0\0\0") + END, "data beside it (tIME)"),
        (PLAN[:-12] + chunk(b"IDAT", b"\0" * MAX_PICTURE_BYTES) + END, "larger than 1 MB"),
    ],
)
def test_a_picture_is_a_png_and_nothing_else(picture: bytes, fault: str | None) -> None:
    found = picture_fault(picture)
    assert found is None if fault is None else found and fault in found[0]


def test_the_size_is_in_the_head() -> None:
    assert png_size(sized(1200, 630)) == (1200, 630)
    assert png_size(b"\0" * 30) == (0, 0)


@pytest.mark.parametrize("name", ["plan.svg", "plan.jpg", "plan.webp", "plan.gif", "plan"])
def test_no_other_format_is_published(world: Path, name: str) -> None:
    (world / "docs/assets" / name).write_bytes(PLAN)
    (line,) = problems_in(world)
    assert line.startswith(f"docs/assets/{name}:1:1: only pictures belong in docs/assets/")
