"""Times in a zone that the words name: 10:30 UTC+2, an instant of ISO 8601."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_moment_interval
from itinerary.dates.expressions.expression import (
    BasedExpression,
    DerivedExpression,
    Expression,
    Intervals,
    ResolvedParts,
    iterate_parts,
)
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class Instant(Expression):
    """A time that says its own offset from UTC: "2025-09-03T10:00-06:00".

    It is read on the clock of the place.
    """

    moment: datetime  # aware

    @property
    def stated_zone(self) -> tzinfo | None:
        """The zone of its offset."""
        return self.moment.tzinfo

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return its one minute."""
        local = self.moment.astimezone(context.zone) if context.zone else self.moment
        return [to_moment_interval(local.replace(tzinfo=None))]


@value_class
class TimeInZone(DerivedExpression):
    """A time on the clock of another zone: "3 pm ET", "10:30 UTC+2".

    It is read on the clock of the place.
    """

    base: Expression
    zone: str | float  # an IANA name, or hours east of UTC

    @property
    def stated_zone(self) -> tzinfo:
        """The zone that the words name."""
        if isinstance(self.zone, str):
            return load_zone(self.zone)
        return timezone(timedelta(hours=self.zone))

    def list_half_day_readings(self) -> tuple[Expression, ...]:
        """Return the same in each half of the day."""
        return tuple(TimeInZone(half, self.zone) for half in self.base.list_half_day_readings())

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return those of a range of times, on the clock of the place."""
        return tuple(
            (TimeInZone(end, self.zone), tuple(self.derive_interval(each, context) for each in own))
            for base, times in self.resolve_parts(found, context)
            for end, own in base.list_ends(times, context)
        )

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one for each occurrence of the base; beside another date, seen on its clock."""
        seen = context.copy_for_clock_of(self.stated_zone) if context.direction else context
        return [self.derive_interval(each, context) for each in self.base.list_occurrences(seen)]

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the same moments on the clock of the place."""
        zone = context.zone
        if zone is None:
            return base
        start, end = self._convert_time(base.start, zone), self._convert_time(base.end, zone)
        return drop_time_zones(replace(base, start=start, end=end))

    def _convert_time(self, value: date | None, zone: tzinfo) -> date | None:
        """Return a time of this zone as one of another; a date stays as it is."""
        if not isinstance(value, datetime):
            return value
        return value.replace(tzinfo=self.stated_zone).astimezone(zone)


@value_class
class TimeInTwoZones(BasedExpression):
    """One time said on two clocks, which must agree: "3 pm BST (10 am ET)"."""

    base: Expression
    again: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the time; PhraseError where the second clock never shows it so.

        That may be on another day there.
        """
        around = self.again.list_occurrences(context.copy_with_direction("after"))
        found = [
            time
            for time in self.base.list_occurrences(context)
            if any(each.is_same_time_as(time) for each in around)
        ]
        if not found:
            raise PhraseError(
                "the times on the two clocks are not the same", hint="correct one of them"
            )
        return found


def find_stated_zone(meaning: object) -> tzinfo | None:
    """Return the first zone that a meaning names; None for none.

    >>> from itinerary.dates.expressions import ClockTime
    >>> find_stated_zone(TimeInZone(ClockTime(15), 2))
    datetime.timezone(datetime.timedelta(seconds=7200))
    """
    for part in iterate_parts(meaning):
        if isinstance(part, Instant | TimeInZone):
            return part.stated_zone
    return None
