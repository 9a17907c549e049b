"""Lines and rings in degrees: cut to a box, joined, and thinned."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def clip_line(line: Line, box: Box) -> list[Line]:
    """The parts of a line within a box, each with its ends on the edge where it was cut."""
    parts: list[Line] = []
    for a, b in pairwise(line):
        kept = _clip_segment(a, b, box)
        if kept is None:
            continue
        start, end = kept
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts


def _clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """Liang and Barsky: the part of a segment within the box."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    edges = ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1]))
    for p, q in edges:
        if p == 0:
            if q < 0:
                return None
        elif p < 0:
            enter = max(enter, q / p)
        else:
            leave = min(leave, q / p)
    if enter >= leave:
        return None
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return start, end


def clip_ring(ring: Line, box: Box) -> Line:
    """Sutherland and Hodgman: a ring cut down to the box; empty if it is outside."""
    for axis, limit, side in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        found: Line = []
        for a, b in pairwise([*ring, ring[0]] if ring else []):
            inside_a, inside_b = (side * (p[axis] - limit) >= 0 for p in (a, b))
            if inside_a:
                found.append(a)
            if inside_a != inside_b:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        ring = found
    return [*ring, ring[0]] if ring else []


def join_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines that follow one another as one, so that a broken pattern does not start anew at every
    join."""
    found: list[Line] = []
    for line in lines:
        if found and found[-1][-1] == line[0]:
            found[-1] += line[1:]
        else:
            found.append(list(line))
    return found


def thin_line(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker: a line without the points that are nearer than `tolerance`, in degrees,
    to it. Its ends stay."""
    if len(line) < 3:
        return line
    distances = [distance_to_segment(point, line[0], line[-1]) for point in line[1:-1]]
    far = max(range(len(distances)), key=distances.__getitem__) + 1
    if distances[far - 1] <= tolerance:
        return [line[0], line[-1]]
    return [*thin_line(line[: far + 1], tolerance)[:-1], *thin_line(line[far:], tolerance)]


def distance_to_segment(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a segment, in degrees of a flat grid."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = (point[0] - start[0]) * dx + (point[1] - start[1]) * dy
    length = dx * dx + dy * dy
    share = min(1.0, max(0.0, along / length)) if length else 0.0
    x, y = point[0] - start[0] - share * dx, point[1] - start[1] - share * dy
    return float((x * x + y * y) ** 0.5)
