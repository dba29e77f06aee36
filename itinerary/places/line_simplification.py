"""A line of points in whole numbers in; one of fewer points that looks the same out."""

from __future__ import annotations

from collections.abc import Sequence

_Point = tuple[int, int]


def simplify_line(points: Sequence[_Point], tolerance: int) -> list[_Point]:
    """Return a line with the fewest points that lie as near to it, by Douglas and Peucker.

    The first and the last point stay.

    >>> simplify_line([(0, 0), (5, 1), (10, 0), (10, 10)], 2)
    [(0, 0), (10, 0), (10, 10)]
    """
    kept, stretches = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        farthest = max(
            range(first + 1, last),
            key=lambda each: _measure_offset(points[each], points[first], points[last]),
            default=first,
        )
        offset = _measure_offset(points[farthest], points[first], points[last])
        if offset > tolerance * tolerance:
            kept.add(farthest)
            stretches += [(first, farthest), (farthest, last)]
    return [points[number] for number in sorted(kept)]


def _measure_offset(point: _Point, start: _Point, end: _Point) -> float:
    """Return the square of how far a point lies beside a stretch."""
    (x, y), (east, north) = start, (end[0] - start[0], end[1] - start[1])
    length = east * east + north * north
    share = ((point[0] - x) * east + (point[1] - y) * north) / length if length else 0
    share = min(max(share, 0), 1)
    return (point[0] - x - share * east) ** 2 + (point[1] - y - share * north) ** 2
