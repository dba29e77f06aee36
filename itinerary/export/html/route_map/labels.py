"""The places of a map in; where their labels stand out, so that none covers another or a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

from itinerary.export.html.route_map.frame import WIDTH, MapPoint

Anchor = Literal["start", "middle", "end"]
# Where a label may stand: beside its place, across and down in gaps, and in heights of its text.
_POSITIONS: Sequence[tuple[Anchor, float, float, float]] = (
    ("start", 1, 0, 0.35),
    ("end", -1, 0, 0.35),
    ("middle", 0, -1, 0),
    ("middle", 0, 1, 0.75),
    ("start", 0.7, -0.6, 0),
    ("start", 0.7, 0.6, 0.75),
    ("end", -0.7, -0.6, 0),
    ("end", -0.7, 0.6, 0.75),
)
_LETTER = 0.56  # of the height of a text that a letter takes across
_CROSSING_COST = 2  # of a point of a way that a label covers, in steps down the positions
MAX_NAME = 28  # letters
_MAX_LABELS = 60


class LabelText(NamedTuple):
    """What a label says: the days, and the name, which is left out where there is no room."""

    days: str
    name: str


class Label(NamedTuple):
    """A label that stands on the map."""

    text: LabelText
    x: int
    y: int
    anchor: Anchor


class LabelSize(NamedTuple):
    """How large labels are, in units of the map."""

    text: int  # its height
    gap: int  # between a place and its label


class Area(NamedTuple):
    """A part of the map."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Area) -> bool:
        """Return whether it has room in common with another one."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grow(self, width: float) -> Area:
        """Return the area with a border around it."""
        return Area(self.left - width, self.top - width, self.right + width, self.bottom + width)

    def holds(self, point: MapPoint) -> bool:
        """Return whether a point is in it."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom


def place_labels(
    texts: Sequence[LabelText],
    places: Sequence[MapPoint],
    crossings: Iterable[MapPoint],
    size: LabelSize,
    height: int,
    reserved: Iterable[Area] = (),
) -> list[Label]:
    """Return the labels for which there is room.

    Args:
        texts: What is said of each place.
        places: Where they are; those that come first get their label first.
        crossings: Points of the ways, which labels rather leave free.
        size: How large the labels are.
        height: That of the map.
        reserved: What else labels leave free.
    """
    placer = _LabelPlacer(places, tuple(crossings), size, height)
    placer.taken += reserved
    return list(placer.place_all(texts))


class _LabelPlacer:
    def __init__(
        self,
        places: Sequence[MapPoint],
        crossings: Sequence[MapPoint],
        size: LabelSize,
        height: int,
    ) -> None:
        self.places, self.crossings, self.size, self.height = places, crossings, size, height
        reach = size.gap * 0.6
        self.taken = [Area(x - reach, y - reach, x + reach, y + reach) for x, y in places]

    def place_all(self, texts: Sequence[LabelText]) -> Iterator[Label]:
        for text, place in zip(texts[:_MAX_LABELS], self.places, strict=False):
            for each in (text, LabelText(text.days, "")):
                if any(each) and (label := self._place(each, place)):
                    yield label
                    break

    def _place(self, text: LabelText, place: MapPoint) -> Label | None:
        """Return the label of a place where it covers least of the ways; None without room."""
        width = self._measure_width(text)
        found: list[tuple[int, Label, Area]] = []
        for rank, (anchor, across, down, drop) in enumerate(_POSITIONS):
            x = round(place[0] + across * self.size.gap)
            y = round(place[1] + down * self.size.gap + drop * self.size.text)
            box = self._build_box(x, y, anchor, width)
            if self._is_free(box):
                crossed = sum(map(box.grow(self.size.gap).holds, self.crossings))
                found.append((rank + _CROSSING_COST * crossed, Label(text, x, y, anchor), box))
        if not found:
            return None
        _, label, box = min(found, key=lambda each: each[0])
        self.taken.append(box)
        return label

    def _build_box(self, x: int, y: int, anchor: Anchor, width: float) -> Area:
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        return Area(left, y - 0.85 * self.size.text, left + width, y + 0.3 * self.size.text)

    def _is_free(self, box: Area) -> bool:
        is_inside = box.left > 0 and box.top > 0 and box.right < WIDTH and box.bottom < self.height
        return is_inside and not any(map(box.overlaps, self.taken))

    def _measure_width(self, text: LabelText) -> float:
        letters = " ".join(filter(None, text))
        return self.size.text * sum(map(_measure_letter, letters))


def _measure_letter(letter: str) -> float:
    return 1 if east_asian_width(letter) in "WF" else _LETTER
