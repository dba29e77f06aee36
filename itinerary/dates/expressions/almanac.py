"""The name of a holiday and a year in; its days in that year out, by the rules of holidays.txt.

Easter comes from dateutil; other faiths' calendars and the public holidays of countries come from the `holidays` library. Both are
loaded when a rule first asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from itinerary.dates.interval import WEEKDAYS, Interval
from itinerary.diagnostics import PhraseError

HOLIDAY_RULES_FILE = Path(__file__).parent.with_name("languages") / "holidays.txt"
FIRST_TABLE_YEAR, LAST_TABLE_YEAR = (
    1901,
    2099,
)  # that all tables of the library which have no bounds of their own are good for
EASTER_YEARS = range(1583, 4100)
CALENDARS = {
    "buddhist": "_BuddhistLunisolar", "chinese": "_ChineseLunisolar", "hebrew": "_HebrewLunisolar", "hindu": "_HinduLunisolar",
    "islamic": "_IslamicLunar", "persian": "_Persian", "thai": "_ThaiLunisolar",
}  # fmt: skip
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH, _WEEKDAY = "|".join(MONTHS), "|".join(WEEKDAYS)
_OFFSET = re.compile(r"^(.+?)(?: ([+-] \d+))?((?: if \w+ [+-] \d+)*)$")
_MOVE = re.compile(r" if (\w+) ([+-]) (\d+)")
_DAY = re.compile(rf"(\d+) ({_MONTH})(?: (\d+))?")
_NTH = re.compile(rf"(1st|2nd|3rd|4th|5th|last) ({_WEEKDAY}) of ({_MONTH})")
_RELATIVE_WEEKDAY = re.compile(rf"({_WEEKDAY}) (before|after) (.+)")
_EASTER = re.compile(r"(western|orthodox) easter")
_TABLE = re.compile(rf"({'|'.join(CALENDARS)}) (\w+)")
_PUBLIC = re.compile(r"public (\w\w) (.+)")


@cache
def load_holiday_rules() -> dict[str, str]:
    """The rule for each name, and for each name with a country's code: "mothers-day", "mothers-day/MX", "labor-day/*"."""
    found: dict[str, str] = {}
    for line in HOLIDAY_RULES_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, _, rule = line.partition(": ")
            name, _, countries = names.partition("/")
            found |= {
                f"{name}/{country}" if country else name: rule
                for country in countries.split() or [""]
            }
    return found


def find_holiday_rule(name: str) -> str:
    """The rule for a name, with or without a country; raises PhraseError where what it means there is not known."""
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
    """A name as it is read out.

    >>> format_holiday_name("labor-day/CA")
    'labor day'
    """
    return name.partition("/")[0].replace("-", " ")


@lru_cache(maxsize=1024)
def find_holiday_intervals(name: str, year: int) -> tuple[Interval, ...]:
    """When a holiday begins in a year: mostly one stretch of days; raises PhraseError for a year that is not known.

    The name may have a country and a number of days to go on or back: "thanksgiving/CA", "new-year - 1".
    """
    plain, offset, _ = name.partition(" ")
    rule = find_holiday_rule(plain)
    for choice in [name] if offset else rule.removeprefix("about ").split("; "):
        when, _, since = choice.partition(" from ")
        first, _, last = when.partition(" .. ")
        first, _, length = first.partition(" for ")
        found = (
            [
                _build_interval(day, _count_days(day, length, last))
                for day in _list_days_in_year(first, year)
            ]
            if year >= int(since or 1)
            else []
        )
        if found:
            return tuple(each._replace(about=rule.startswith("about ")) for each in found)
    if re.search(r" \d{4}$", choice):  # a list of dates, or a rule that begins with a year
        raise _build_unknown_year_error(year)
    return ()


def _build_interval(first: date, length: int) -> Interval:
    return Interval(first, first + timedelta(days=length))


def _count_days(first: date, length: str, last: str) -> int:
    """How many days there are from the first one, for "8 days" or through a last day."""
    if not last:
        return int(length.split()[0]) if length else 1
    return next(
        (day - first).days + 1
        for year in (first.year, first.year + 1)
        for day in _list_days_in_year(last, year)
        if day >= first
    )


def _list_days_in_year(text: str, year: int) -> list[date]:
    """The days in a year that one part of a rule names."""
    ((base, offset, moves),) = _OFFSET.findall(text)
    by = int(offset.replace(" ", "") or 0)
    days = [day + timedelta(days=by) for day in _iterate_reachable_days(base, year, by)]
    for weekday, sign, count in _MOVE.findall(moves):
        days = [
            day + timedelta(days=int(sign + count)) if WEEKDAYS[day.weekday()] == weekday else day
            for day in days
        ]
    return [day for day in days if day.year == year]


def _iterate_reachable_days(base: str, year: int, by: int) -> Iterator[date]:
    """The days of a base from which a year can be reached by so many days; the year before or after counts as far as it is known."""
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
    return [date(year, MONTHS.index(month) + 1, int(day))] if only in (None, str(year)) else []


def _find_nth_weekday(year: int, position: str, weekday: str, month: str) -> list[date]:
    if position == "last":
        following = date(year + (month == "December"), (MONTHS.index(month) + 1) % 12 + 1, 1)
        return [_step_to_weekday(following, weekday, "before")]
    return [
        _step_to_weekday(date(year, MONTHS.index(month) + 1, 1), weekday, "from")
        + timedelta(days=7 * (int(position[0]) - 1))
    ]


def _find_relative_weekday(year: int, weekday: str, side: str, base: str) -> list[date]:
    return [_step_to_weekday(day, weekday, side) for day in _list_days_in_year(base, year)]


def _step_to_weekday(day: date, weekday: str, side: str) -> date:
    """The nearest such weekday before or after a day, or from that day on."""
    ahead = (WEEKDAYS.index(weekday) - day.weekday()) % 7
    return day + timedelta(days=ahead - 7 if side == "before" else ahead or 7 * (side == "after"))


def _find_easter(year: int, church: str) -> list[date]:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    if year not in EASTER_YEARS:
        raise _build_unknown_year_error(year)
    return [easter(year, EASTER_WESTERN if church == "western" else EASTER_ORTHODOX)]


def _find_table_dates(year: int, calendar: str, name: str) -> list[date]:
    """The days of a table; a year without any is known where both its neighbours are: some dates pass over a year."""
    found = (
        _compute_tu_bishvat(year)
        if name == "tu_bishvat"
        else _list_table_entries(year, calendar, name)
    )
    if not found and not (
        _list_table_entries(year - 1, calendar, name)
        and _list_table_entries(year + 1, calendar, name)
    ):
        raise _build_unknown_year_error(year)
    return found


def _compute_tu_bishvat(year: int) -> list[date]:
    """The 15th of Shevat, which no table has: two months before Passover, in a leap year three."""
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
    table = getattr(holidays.calendars, CALENDARS[calendar])()
    entries: Callable[[int], object] = getattr(table, f"{name}_date", None) or getattr(
        table, f"{name}_dates"
    )
    return sorted({day for day in _iterate_dates(entries(year)) if day.year == year})


def _iterate_dates(entries: object) -> Iterator[date]:
    """The dates among what a table gives: a date, several, or each with a mark for an estimate."""
    if isinstance(entries, date):
        yield entries
    elif isinstance(entries, Iterable):
        for each in entries:
            yield from _iterate_dates(each)


def _find_public_holiday(year: int, country: str, names: str) -> list[date]:
    """The day that a country keeps under one of some names, the first where several follow one another."""
    wanted, known = (
        set(names.split(" | ")),
        _load_country_holidays(country, year, "en_US", observed=False).items(),
    )
    found = sorted(day for day, names_of_day in known if wanted & set(names_of_day.split("; ")))
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
    """The public holidays of a country, by its code, on a day, in a language where the library has them in it, else in one it has.

    >>> list_public_holidays("MX", date(2025, 9, 16)), list_public_holidays("MX", date(2025, 9, 17))
    (('Independence Day',), ())
    """
    names = _load_country_holidays(
        country, day.year, "en_US" if language == "en" else language
    ).get(day)
    return tuple(names.split("; ")) if names else ()


def _load_country_holidays(
    country: str, year: int, language: str, *, observed: bool = True
) -> Mapping[date, str]:
    """The public holidays of a country in a year, those of one day set off by semicolons; none of a country that the library lacks."""
    import holidays

    try:
        return holidays.country_holidays(country, years=year, observed=observed, language=language)
    except NotImplementedError:  # so the library says that it lacks the country
        return {}


_RULE_FINDERS: tuple[tuple[re.Pattern[str], Callable[..., list[date]]], ...] = (
    (_DAY, _find_fixed_date),
    (_NTH, _find_nth_weekday),
    (_RELATIVE_WEEKDAY, _find_relative_weekday),
    (_EASTER, _find_easter),
    (_TABLE, _find_table_dates),
    (_PUBLIC, _find_public_holiday),
)


def _build_unknown_year_error(year: int) -> PhraseError:
    return PhraseError(f"its date in {year} is not known", hint="write the date itself")
