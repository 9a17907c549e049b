"""Which pictures may be published: PNG, known by its bytes, without data about camera or place.

A drawing (SVG) can run scripts and load from elsewhere however it is written, and a photograph
(JPEG, WebP) says where and by whom it was taken: both are saved as PNG, which needs no library.
"""

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
CHUNKS = set(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs".split())
"""The parts of a PNG that only say how it looks; texts, times and Exif are in others."""
MAX_PICTURE_BYTES = 1_000_000
MAX_PIXELS = 16_000_000


def png_size(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the head of a PNG gives them; zeros for another file."""
    if not picture.startswith(PNG_BEGINS):
        return 0, 0
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


def picture_fault(picture: bytes) -> tuple[str, str] | None:
    """What is wrong with a picture, and what to do."""
    if len(picture) > MAX_PICTURE_BYTES:
        return "the picture is larger than 1 MB", "save it with fewer pixels or colours"
    parts, at = [], len(PNG_BEGINS)
    while picture.startswith(PNG_BEGINS) and at + 12 <= len(picture):
        parts.append(picture[at + 4 : at + 8])
        at += 12 + int.from_bytes(picture[at : at + 4], "big")
    if at != len(picture) or parts[:1] != [b"IHDR"] or parts[-1] != b"IEND":
        return "this is no PNG picture", "save it as PNG"
    if more := sorted(set(parts) - CHUNKS):
        message = f"the picture has data beside it ({more[0].decode('latin-1')})"
        return message, "save it without metadata, such as place, camera, author or profile"
    width, height = png_size(picture)
    if not 0 < width * height <= MAX_PIXELS:
        return f"the picture has {width} by {height} pixels", f"at most {MAX_PIXELS:,} in all"
    return None
