"""What an import finds on its way: findings at their places, and losses with their titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itinerary.calendars.importing.budget import ImportBudget
from itinerary.calendars.importing.components import RawComponent
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic
from itinerary.loading.source_file import SourceFile

UNTITLED = "Untitled"  # what an event without a title is called
_SKIPPED = "left out, since they cannot be read"


class ImportReport:
    """Collects what is wrong in a calendar, and what its document does not say.

    Args:
        file: The text of the calendar.
        skip_broken: Whether events that cannot be read are left out, with a warning, instead of
            being errors.
    """

    def __init__(self, file: SourceFile, *, skip_broken: bool = False) -> None:
        self._file, self._skips_broken = file, skip_broken
        self.findings: list[Diagnostic] = []
        self._losses: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._doubted_zones: set[str] = set()
        self.budget = ImportBudget()
        self.earlier = 0  # number of events left out since they are before the first day

    @property
    def has_errors(self) -> bool:
        """Whether anything found prevents a document."""
        return any(each.severity == "error" for each in self.findings)

    @property
    def is_broken(self) -> bool:
        """Whether an event is left out since it cannot be read."""
        return _SKIPPED in self._losses

    def add_error(self, offset: int, message: str, hint: str, code: Code) -> None:
        """Add what prevents a document, at an offset in the text."""
        self.findings.append(self._file.create_diagnostic(offset, "error", message, hint, code))

    def add_warning(self, offset: int, message: str, hint: str, code: Code) -> None:
        """Add what is left out or may be read in two ways, at an offset in the text."""
        self.findings.append(self._file.create_diagnostic(offset, "warning", message, hint, code))

    def add_zone_warning(self, offset: int, zone: str, message: str) -> None:
        """Add that a zone may be read in two ways; of each zone, the first time only."""
        if zone not in self._doubted_zones:
            self._doubted_zones.add(zone)
            self.add_warning(offset, message, "check its times", Code.GUESSED_ZONE)

    def add_broken_event(
        self, offset: int, title: str, message: str, hint: str, code: Code
    ) -> None:
        """Add what is wrong with an event: an error, or a warning if such events are skipped."""
        if not self._skips_broken:
            self.add_error(offset, message, hint, code)
            return
        self.add_warning(offset, message, "the event is left out", code)
        self.add_loss(_SKIPPED, title)

    def add_loss(self, reason: str, title: str) -> None:
        """Add the title of an event to those that something is said of, once."""
        self._losses[reason][title] = None

    def count_earlier(self) -> None:
        """Count an event that is before the first day."""
        self.earlier += 1

    def iterate_losses(self) -> Iterator[str]:
        """Yield a sentence for each reason: the reason, and the titles of the events."""
        for reason, titles in self._losses.items():
            yield f"{reason}: {'; '.join(titles)}"


def locate_property(component: RawComponent, name: str) -> int:
    """Return the offset of the first line of a name in a component or its parts, else its own."""
    lines = (line for part in component.walk() for line in part.lines if line.name == name)
    return next((each.offset for each in lines), component.offset)
