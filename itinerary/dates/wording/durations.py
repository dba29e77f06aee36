"""Amounts of time in; words out: how long something takes, and how far clocks are apart.

They are the same in every language but for clocks that agree.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from itinerary.dates.wording.locales import find_wording

_MINUTE = timedelta(minutes=1)


def format_duration(duration: timedelta) -> str:
    """Format an amount of time in hours and minutes; seconds are left out.

    >>> format_duration(timedelta(minutes=165)), format_duration(timedelta())
    ('2 h 45 min', '0 min')
    """
    hours, minutes = divmod(duration // _MINUTE, 60)
    parts = [f"{hours} h"] if hours else []
    if minutes or not hours:
        parts.append(f"{minutes} min")
    return " ".join(parts)


def format_utc_offset(time: datetime) -> str:
    """Format how far an aware time's clock is from UTC; empty for a naive time.

    >>> format_utc_offset(datetime.fromisoformat("2025-09-03T10:00-06:00"))
    'UTC−6'
    """
    east = time.utcoffset()
    if not east:
        return "" if east is None else "UTC"
    hours, minutes = divmod(abs(east) // _MINUTE, 60)
    return f"UTC{_format_sign(east)}{hours}" + (f":{minutes:02}" if minutes else "")


def format_clock_difference(here: datetime, there: datetime, language: str = "en") -> str:
    """Format how far the clocks there are ahead of those here, at two aware times.

    >>> format_clock_difference(datetime.fromisoformat("2025-09-03T10:00-06:00"),
    ...     datetime.fromisoformat("2025-09-03T12:00-04:00"))
    '+2 h'
    """
    ahead = (there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())
    if not ahead:
        return find_wording(language).same_time
    return _format_sign(ahead) + format_duration(abs(ahead))


def _format_sign(amount: timedelta) -> str:
    return "−" if amount < timedelta() else "+"
