"""The name of a holiday and a year in; its days in that year out, by the rules of holidays.txt.

Easter comes from dateutil; other faiths' calendars and the public holidays of countries come from
the `holidays` library. Both are loaded when a rule first asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from itinerary.dates.arithmetic import add_units
from itinerary.dates.expressions.holiday_file import (
    ABOUT,
    EASTER,
    FIXED_DATE,
    MONTHS,
    MOVE,
    NTH_WEEKDAY,
    OFFSET,
    PUBLIC_HOLIDAY,
    RELATIVE_WEEKDAY,
    TABLE_ENTRY,
    load_holiday_rules,
)
from itinerary.dates.interval import WEEKDAYS, Grain, Interval
from itinerary.diagnostics import PhraseError

_ENDS_WITH_YEAR = re.compile(r" \d{4}$")
EASTER_YEARS = range(1583, 4100)
# That all tables of the library which have no bounds of their own are good for.
FIRST_TABLE_YEAR, LAST_TABLE_YEAR = 1901, 2099
_TABLES = {
    "buddhist": "_BuddhistLunisolar",
    "chinese": "_ChineseLunisolar",
    "hebrew": "_HebrewLunisolar",
    "hindu": "_HinduLunisolar",
    "islamic": "_IslamicLunar",
    "persian": "_Persian",
    "thai": "_ThaiLunisolar",
}


def find_holiday_rule(name: str) -> str:
    """Return the rule for a name, with or without a country: "labor-day", "labor-day/CA".

    Raises:
        PhraseError: It is not known when the country keeps it, or each country has another date.
    """
    known = load_holiday_rules()
    plain, _, country = name.partition("/")
    if name in known:
        return known[name]
    if country and f"{plain}/*" in known:
        return known[f"{plain}/*"].replace("public", f"public {country}")
    if country and any(each.startswith(f"{plain}/") for each in known):
        raise PhraseError(
            f"it is not known when {format_holiday_name(plain)} is in that country",
            hint="write the date itself",
        )
    if plain in known:
        return known[plain]
    raise PhraseError(
        f"{format_holiday_name(plain)} has another date in each country",
        kind="ambiguous",
        hint="name the country",
    )


def format_holiday_name(name: str) -> str:
    """Return a holiday's name as it is read out.

    >>> format_holiday_name("labor-day/CA")
    'labor day'
    """
    return name.partition("/")[0].replace("-", " ")


@lru_cache(maxsize=1024)
def find_holiday_intervals(name: str, year: int) -> tuple[Interval, ...]:
    """Return the stretches of a holiday that begin in a year: mostly one.

    Args:
        name: It may have a country and a number of days to go on or back: "thanksgiving/CA",
            "new-year - 1".
        year: From 1 to 9999.

    Raises:
        PhraseError: Its date in that year is not known.

    >>> find_holiday_intervals("thanksgiving/US", 2025)[0].edtf
    '2025-11-27'
    """
    plain, offset, _ = name.partition(" ")
    rule = find_holiday_rule(plain)
    choices = [name] if offset else rule.removeprefix(ABOUT).split("; ")
    for choice in choices:
        if found := _list_stretches(choice, year):
            return tuple(replace(each, about=rule.startswith(ABOUT)) for each in found)
    if _ENDS_WITH_YEAR.search(choices[-1]):  # a list of dates, or a rule that begins with a year
        raise _build_unknown_year_error(year)
    return ()


def _list_stretches(choice: str, year: int) -> list[Interval]:
    """Return the stretches that one of a rule's choices gives in a year."""
    when, _, since = choice.partition(" from ")
    if year < int(since or 1):
        return []
    first, _, last = when.partition(" .. ")
    first, _, length = first.partition(" for ")
    return [
        Interval(day, day + timedelta(days=_count_days(day, length, last)))
        for day in _list_days_in_year(first, year)
    ]


def _count_days(first: date, length: str, last: str) -> int:
    """Return how many days there are from the first one, for "8 days" or through a last day."""
    if not last:
        return int(length.split()[0]) if length else 1
    return next(
        (day - first).days + 1
        for year in (first.year, first.year + 1)
        for day in _list_days_in_year(last, year)
        if day >= first
    )


def _list_days_in_year(text: str, year: int) -> list[date]:
    """Return the days in a year that one part of a rule names."""
    found = OFFSET.fullmatch(text)
    base, offset, moves = found.groups() if found else (text, None, "")
    by = int((offset or "0").replace(" ", ""))
    days = [day + timedelta(days=by) for day in _iterate_reachable_days(base, year, by)]
    for weekday, sign, count in MOVE.findall(moves):
        moved = timedelta(days=int(sign + count))
        days = [day + moved if WEEKDAYS[day.weekday()] == weekday else day for day in days]
    return [day for day in days if day.year == year]


def _iterate_reachable_days(base: str, year: int, by: int) -> Iterator[date]:
    """Find the days of a base from which a year can be reached by so many days.

    The year before or after counts, too, as far as it is known.
    """
    if by > 0:
        yield from _list_base_days_if_known(base, year - 1)
    yield from _list_base_days(base, year)
    if by < 0:
        yield from _list_base_days_if_known(base, year + 1)


def _list_base_days_if_known(base: str, year: int) -> list[date]:
    try:
        return _list_base_days(base, year)
    except PhraseError:
        return []


def _list_base_days(text: str, year: int) -> list[date]:
    for pattern, days in _RULE_FINDERS:
        if found := pattern.fullmatch(text):
            return days(year, *found.groups())
    return [each.start for each in find_holiday_intervals(text, year) if each.start]


def _find_fixed_date(year: int, day: str, month: str, only: str | None) -> list[date]:
    is_kept = only in (None, str(year))
    return [date(year, MONTHS.index(month) + 1, int(day))] if is_kept else []


def _find_nth_weekday(year: int, position: str, weekday: str, month: str) -> list[date]:
    first = date(year, MONTHS.index(month) + 1, 1)
    if position == "last":
        return [_step_to_weekday(add_units(first, 1, Grain.MONTH), weekday, "before")]
    weeks = timedelta(days=7 * (int(position[0]) - 1))
    return [_step_to_weekday(first, weekday, "from") + weeks]


def _find_relative_weekday(year: int, weekday: str, side: str, base: str) -> list[date]:
    return [_step_to_weekday(day, weekday, side) for day in _list_days_in_year(base, year)]


def _step_to_weekday(day: date, weekday: str, side: str) -> date:
    """Return the nearest such weekday before or after a day, or from that day on."""
    ahead = (WEEKDAYS.index(weekday) - day.weekday()) % 7
    if side == "before":
        ahead -= 7
    if side == "after" and not ahead:
        ahead = 7
    return day + timedelta(days=ahead)


def _find_easter(year: int, church: str) -> list[date]:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    if year not in EASTER_YEARS:
        raise _build_unknown_year_error(year)
    return [easter(year, EASTER_WESTERN if church == "western" else EASTER_ORTHODOX)]


def _find_table_dates(year: int, calendar: str, name: str) -> list[date]:
    """Return the days of an entry of a table in a year.

    Some dates pass over a year: one without any is known where both its neighbours are.
    """
    if name == "tu_bishvat":
        found = _compute_tu_bishvat(year)
    else:
        found = _list_table_entries(year, calendar, name)
    neighbours = (year - 1, year + 1)
    if not found and not all(_list_table_entries(each, calendar, name) for each in neighbours):
        raise _build_unknown_year_error(year)
    return found


def _compute_tu_bishvat(year: int) -> list[date]:
    """Return the 15th of Shevat, which no table has.

    It is two months before Passover, in a leap year three.
    """
    turns = [
        day
        for each in (year - 1, year)
        for day in _list_table_entries(each, "hebrew", "rosh_hashanah")
    ]
    if len(turns) < 2:
        return []
    months = 89 if (turns[1] - turns[0]).days > 360 else 59
    return [day - timedelta(days=months) for day in _list_table_entries(year, "hebrew", "passover")]


def _list_table_entries(year: int, calendar: str, name: str) -> list[date]:
    import holidays.calendars

    if not FIRST_TABLE_YEAR <= year <= LAST_TABLE_YEAR:
        return []
    table = getattr(holidays.calendars, _TABLES[calendar])()
    method = f"{name}_date" if hasattr(table, f"{name}_date") else f"{name}_dates"
    entries: Callable[[int], object] = getattr(table, method)
    return sorted({day for day in _iterate_dates(entries(year)) if day.year == year})


def _iterate_dates(entries: object) -> Iterator[date]:
    """Find the dates in what a table gives: one, several, or each with a mark for an estimate."""
    if isinstance(entries, date):
        yield entries
    elif isinstance(entries, Iterable):
        for each in cast("Iterable[object]", entries):
            yield from _iterate_dates(each)


def _find_public_holiday(year: int, country: str, names: str) -> list[date]:
    """Return the day that a country keeps under one of some names.

    Where several follow one another it is the first.
    """
    wanted = set(names.split(" | "))
    known = _load_country_holidays(country, year, "en_US", observed=False)
    found = sorted(day for day, text in known.items() if wanted & set(text.split("; ")))
    if not found:
        raise PhraseError(
            f"{country} has no public holiday of that name in {year}", hint="write the date itself"
        )
    if (found[-1] - found[0]).days >= len(found):
        raise PhraseError(
            f"{country} has several public holidays of that name",
            kind="ambiguous",
            hint="write the date itself",
        )
    return found[:1]


def list_public_holidays(country: str, day: date, language: str = "en") -> tuple[str, ...]:
    """Return the names of a country's public holidays on a day; none where it is not known.

    Args:
        country: Its code (ISO 3166-1).
        day: The day.
        language: Of the names, where the library has them in it; else it is one that it has.

    >>> list_public_holidays("MX", date(2025, 9, 16)), list_public_holidays("MX", date(2025, 9, 17))
    (('Independence Day',), ())
    """
    locale = "en_US" if language == "en" else language
    names = _load_country_holidays(country, day.year, locale).get(day)
    return tuple(names.split("; ")) if names else ()


def _load_country_holidays(
    country: str, year: int, language: str, *, observed: bool = True
) -> Mapping[date, str]:
    """Return the public holidays of a country in a year, those of one day set off by semicolons.

    A country that the library lacks has none.
    """
    import holidays

    try:
        return holidays.country_holidays(country, years=year, observed=observed, language=language)
    except NotImplementedError:  # so the library says that it lacks the country
        return {}


_RULE_FINDERS: tuple[tuple[re.Pattern[str], Callable[..., list[date]]], ...] = (
    (FIXED_DATE, _find_fixed_date),
    (NTH_WEEKDAY, _find_nth_weekday),
    (RELATIVE_WEEKDAY, _find_relative_weekday),
    (EASTER, _find_easter),
    (TABLE_ENTRY, _find_table_dates),
    (PUBLIC_HOLIDAY, _find_public_holiday),
)


def _build_unknown_year_error(year: int) -> PhraseError:
    return PhraseError(f"its date in {year} is not known", hint="write the date itself")
