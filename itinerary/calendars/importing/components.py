"""Content lines in; the components that they make up (RFC 5545, section 3.6), as written, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from itinerary.calendars.importing.content_lines import ContentLine
from itinerary.loading.source_file import MAX_DEPTH

# What cannot stand in an event: where it does, the end of the event is missing.
_NEVER_WITHIN = frozenset("VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE".split())


@dataclass
class RawComponent:
    """A component as it is written: its lines, and the components that it holds."""

    name: str
    offset: int  # of its first line in the text
    lines: list[ContentLine] = field(default_factory=lambda: list[ContentLine]())
    parts: list[RawComponent] = field(default_factory=lambda: list[RawComponent]())
    is_ended: bool = False

    def find_line(self, name: str) -> ContentLine | None:
        """Return the first line of a name; None if there is none."""
        return next((each for each in self.lines if each.name == name), None)

    def get_value(self, name: str) -> str:
        """Return the value of the first line of a name, as it is written; "" for none."""
        line = self.find_line(name)
        return line.value.strip() if line else ""

    def walk(self) -> Iterator[RawComponent]:
        """Yield the component and all that it holds, in order."""
        yield self
        for each in self.parts:
            yield from each.walk()

    def format_lines(self) -> Iterator[str]:
        """Yield the component's lines as text, each unfolded."""
        yield f"BEGIN:{self.name}"
        yield from map(str, self.lines)
        for each in self.parts:
            yield from each.format_lines()
        yield f"END:{self.name}"


def build_components(lines: Iterable[ContentLine]) -> tuple[list[RawComponent], list[ContentLine]]:
    """Return the outermost components, and the lines that belong to none.

    A component whose end is missing is not `is_ended`; it ends with the one that holds it, before
    one that it cannot hold, or with the text.

    Raises:
        ValueError: Components stand in one another more than `MAX_DEPTH` deep.
    """
    roots: list[RawComponent] = []
    strays: list[ContentLine] = []
    open_parts: list[RawComponent] = []
    for line in lines:
        if line.name == "BEGIN":
            _open_component(line, roots, open_parts)
        elif line.name == "END":
            if not _end_component(line.value.strip().upper(), open_parts):
                strays.append(line)
        elif open_parts:
            open_parts[-1].lines.append(line)
        else:
            strays.append(line)
    return roots, strays


def _open_component(
    line: ContentLine, roots: list[RawComponent], open_parts: list[RawComponent]
) -> None:
    name = line.value.strip().upper()
    if name in _NEVER_WITHIN:
        while open_parts and (name == "VCALENDAR" or open_parts[-1].name != "VCALENDAR"):
            open_parts.pop()
    if len(open_parts) == MAX_DEPTH:
        raise ValueError(f"components stand in one another more than {MAX_DEPTH} deep")
    opened = RawComponent(name, line.offset)
    (open_parts[-1].parts if open_parts else roots).append(opened)
    open_parts.append(opened)


def _end_component(name: str, open_parts: list[RawComponent]) -> bool:
    """End the innermost open component of a name; return whether there is one."""
    if name not in (each.name for each in open_parts):
        return False
    while open_parts[-1].name != name:
        open_parts.pop()
    open_parts.pop().is_ended = True
    return True
