"""Dates that have a name, and what counts in them: the trip, the visit, "$quito.start"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal, TypeAlias

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import (
    set_on_clock,
    to_day_interval,
    to_moment_interval,
)
from itinerary.dates.expressions.expression import Expression, has_meaning_of
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError, require_argument, suggest_choices
from itinerary.values import value_class

AnchorEnd: TypeAlias = Literal["start", "end"]


@value_class
class Window(Expression):
    """The window of the context, a leg or the trip: "the visit"."""

    otherwise: Expression | None = None  # what is meant where there is no window

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the window; PhraseError where there is none, nor anything else that is meant."""
        if context.window is not None:
            return [context.window]
        if self.otherwise is not None:
            return self.otherwise.list_occurrences(context)
        raise PhraseError(
            "no trip is known that the phrase could count in", hint="give the document its dates"
        )

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return the window, or each piece of it."""
        return context.pieces or Expression.on(self, context)


def counts_in_window(meaning: object) -> bool:
    """Return whether a meaning, or a part of it, counts in the window: "day 4", "the last night".

    In another window it would be another date, and not only found elsewhere, as a weekday is.

    >>> counts_in_window(Window()), counts_in_window(Trip())
    (True, False)
    """
    return has_meaning_of(meaning, Window)


@value_class
class Trip(Expression):
    """The trip by its name, from within a leg, too: "the trip"."""

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the date that is named "trip", else the window; PhraseError without either."""
        whole = context.anchors.get("trip")
        return [set_on_clock(whole, context.zone)] if whole else Window().list_occurrences(context)


@value_class
class Anchor(Expression):
    """A date that has a name: "$quito", "$quito.start", "$trip.end", "$published"."""

    name: str
    end: AnchorEnd | None = None

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the date of that name, or its first or last day or moment.

        A clock time is on the clock of the place, whatever its own.

        Raises:
            PhraseError: No date has that name, it is open on that side, or not known to the day.
            TypeError: What has that name is no interval.
        """
        return [self._choose_end(set_on_clock(self._find_named_date(context), context.zone))]

    def _find_named_date(self, context: Context) -> Interval:
        found = context.anchors.get(self.name)
        if found is None:
            raise PhraseError(
                f"${self.name} names no date",
                hint=suggest_choices(f"${self.name}", [f"${name}" for name in context.anchors]),
            )
        require_argument(f"anchors[{self.name!r}]", found, Interval, "an Interval")
        return found

    def _choose_end(self, found: Interval) -> Interval:
        if self.end is None:
            return found
        edge = found.end if found.is_timed else found.last
        if self.end == "start":
            edge = found.start
        if edge is None:
            raise PhraseError(f"${self.name} has no {self.end}: it is open on that side")
        self._check_is_known_to(Grain.DAY, found)
        day = to_moment_interval(edge) if isinstance(edge, datetime) else to_day_interval(edge)
        return replace(day, about=found.about)

    def find_counting_base(self, context: Context, finest: Grain) -> Interval:
        """Return the date that is counted from.

        Raises:
            PhraseError: It is not known to the unit that is counted: the day before an event in
                September is no 31 August, but in history some day from then on. Or days are
                counted, and here it is another day than where it happens.
        """
        found = self.find_single_interval(context)
        if context.conventions.prefer == "past":
            return found
        self._check_is_known_to(finest, found)
        if finest >= Grain.DAY:
            _check_is_on_same_days(self._choose_end(self._find_named_date(context)), found)
        return found

    def _check_is_known_to(self, unit: Grain, found: Interval) -> None:
        coarsest = Grain.MONTH if found.part else found.grain
        if coarsest > max(unit, Grain.WEEK):
            message = f"${self.name} is known no better than {found.edtf}"
            raise PhraseError(message, kind="vague", hint="write the date itself, or TBD")


def _check_is_on_same_days(own: Interval, here: Interval) -> None:
    """Raise PhraseError for a date on two days: by its own clock, and by that of the place."""
    if (own.first, own.last) != (here.first, here.last):
        raise PhraseError(
            f"days cannot be counted from {own.edtf}, which is {here.edtf} by the clock here",
            kind="ambiguous",
            hint="write the date itself",
        )


@value_class
class AnchorDay(Expression):
    """The one day of a date that has a name, beside a time: "$quito at 18:00"."""

    name: str

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the day that all of the date is on.

        Raises:
            PhraseError: No date has that name, or it is not on one day.
        """
        (found,) = Anchor(self.name).list_occurrences(context)
        if found.first is None or found.first != found.last or found.about:
            raise PhraseError(
                f"${self.name} is {found.edtf}, not one day",
                kind="ambiguous",
                hint=f"write ${self.name}.start or ${self.name}.end, or the day itself",
            )
        return [to_day_interval(found.first)]
