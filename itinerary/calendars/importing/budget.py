"""How much work an import may be: counted before it is done, and refused beyond."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PERIODS = 2_000_000  # days, weeks and so on that the rules of a calendar are followed through
MAX_OCCURRENCES = 20_000  # that all events of a calendar are expanded into
MAX_CLOCK_CHANGES = 50_000  # that the rules of a calendar's own zones come to


class BudgetError(ValueError):
    """A calendar that is more work than any may be; the message says of what it has too much."""


@dataclass
class ImportBudget:
    """What is left of the work that one import may be."""

    periods: int = MAX_PERIODS
    occurrences: int = MAX_OCCURRENCES
    clock_changes: int = MAX_CLOCK_CHANGES

    def take_periods(self, count: int) -> None:
        """Count the periods that a rule is followed through; BudgetError if they are too many."""
        self.periods -= count
        if self.periods < 0:
            raise BudgetError(f"the rules of the calendar go on for {MAX_PERIODS:,} days or more")

    def take_occurrence(self) -> None:
        """Count an occurrence; BudgetError if there are too many."""
        self.occurrences -= 1
        if self.occurrences < 0:
            raise BudgetError(f"its events recur more than {MAX_OCCURRENCES:,} times")

    def take_clock_changes(self, count: int) -> None:
        """Count the changes of a zone's clocks; BudgetError if there are too many."""
        self.clock_changes -= count
        if self.clock_changes < 0:
            raise BudgetError(
                f"the clocks of the calendar change more than {MAX_CLOCK_CHANGES:,} times"
            )
