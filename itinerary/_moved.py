"""Keeps the import places and names of version 0.1.0 working for one release, with a warning.

`FORMER_MODULES` is the table: each former module, the module that replaces it, and its names.
A name that changed is written `old=new`, and `old=other.module.new` if it went elsewhere.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

FORMER_MODULES: Mapping[str, tuple[str, str]] = {
    "checks.coverage": ("reports.former", "coverage=report_coverage"),
    "conflicts": ("reports.former", "conflicts contradicts=has_contradictions"),
    "imports": ("calendars.importing", "Imported=ImportResult import_calendar"),
    "interval": (
        "dates.interval",
        """Grain Interval Part WEEKDAYS wall=drop_time_zones
        days=dates.arithmetic.widen_to_days hull=dates.arithmetic.enclose_intervals
        joined=dates.arithmetic.merge_intervals shift=dates.arithmetic.add_units
        span=dates.arithmetic.extend_interval unit=dates.arithmetic.find_calendar_unit""",
    ),
    "labels": (
        "dates.wording.labels",
        "LANGUAGES=LABEL_LANGUAGES label=translate_label labels=load_labels",
    ),
    "loader": ("loading", "Loaded=LoadResult load loads read=read_file read_text"),
    "meaning": (
        "dates.expressions",
        """About=ApproximateDate Adjacent=AdjacentOccurrence Agreeing=RestatedDate Amount Anchor
        AnyYear At=TimeOnDay CalendarDate Clock=ClockTime Context Conventions Counted=NthFromDate
        DaysOfMonth FiscalYear Holding=UnitContaining Holiday Inside=DatesWithin Instant
        Lasting=DurationFrom LongWeekend Meaning=Expression Nearest=NearestWeekday Now Nth
        NumericDate Open=OpenRange PartOf=EarlyMidLate PartOfDay Range Refused=RefusedPhrase
        Relative=RelativeUnit Rest=RestOfStretch Season Several=DateList Shift
        SomeOf=FirstOrLastUnits Stretch=PastOrNextUnits WeekNumber Window Workday
        Years=DecadeOrCentury Zoned=TimeInZone at_midnight=to_datetime choose=choose_occurrence
        full_year=expand_year""",
    ),
    "phrases": (
        "dates.grammar",
        """Resolution Rule grammar=load_grammar languages=list_languages read=read_phrase
        resolve_phrase""",
    ),
    "printing": ("export.pdf", "BROWSERS browser=find_browser pdf=render_pdf"),
    "report": ("reports.former", "explain"),
    "resolve": ("resolving", "resolve"),
    "sarif": ("reports.sarif", "sarif=format_sarif"),
    "schema": (
        "document",
        """Account BackgroundEvent Claim Contact Dates=document.claims.DateClaims Dispute Document
        Event Item=document.entries.Item Leg Node People=document.people.People Person PlaceDetails
        Source SourceSheet=document.sources.SourceSheet Statement Titled=document.entries.Titled
        Where=document.place_details.PlaceOrName""",
    ),
    "selection": (
        "views.audience",
        "Part=views.parts.TripPart for_audience split=views.parts.split",
    ),
    "translation": (
        "views.translation",
        "Item=TitledItem title_language=find_title_language translated=translate_titles",
    ),
    "verify": ("calendars.verifying", "Verified=VerificationResult verify"),
    "wording": (
        "dates.wording",
        """clock=format_clock_time clocks=format_clock_range dated=format_date_with_offset
        elapsed=measure_elapsed_time gap=format_clock_difference heading=format_day_heading
        length=format_duration listed=format_list moment=format_day_and_time
        offset=format_utc_offset part_of_day=format_part_of_day span=format_day_range
        when=format_interval_with_weekdays without_year=strip_year words=format_interval""",
    ),
    "zones": ("dates.zones", "zone=load_zone zone_file=find_zone_file"),
}

# What to write instead of a name that only lives on for code of version 0.1.0.
REPLACEMENTS: Mapping[str, str] = {
    "checks.coverage.coverage": "itinerary.reports.rendering.format_coverage",
    "conflicts.conflicts": "itinerary.reports.rendering.format_conflicts",
    "conflicts.contradicts": "itinerary.reports.conflicts.Conflicts.has_contradictions",
    "report.explain": "itinerary.reports.rendering.format_explanations",
}


def list_present_names(former: str) -> dict[str, str]:
    """Return the names of a former module and where each is now, without "itinerary.".

    >>> list_present_names("loader")["read"]
    'loading.read_file'
    """
    home, names = FORMER_MODULES[former]
    pairs = [name.partition("=") for name in names.split()]
    present = {old: new or old for old, _, new in pairs}
    return {old: new if "." in new else f"{home}.{new}" for old, new in present.items()}


class _FormerModule(ModuleType):
    """A module that has moved; a name that is taken from it warns, and is that of its new place."""

    def __getattr__(self, name: str) -> Any:
        former = self.__name__.removeprefix("itinerary.")
        present = list_present_names(former)
        if name not in present:
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        home, _, new = present[name].rpartition(".")
        package = importlib.import_module("itinerary")
        path = f"itinerary.{new if new in package.__all__ else present[name]}"
        replacement = REPLACEMENTS.get(f"{former}.{name}", path)
        warn_of_former_name(f"{self.__name__}.{name}", replacement)
        return getattr(importlib.import_module(f"itinerary.{home}"), new)


class _FormerModuleLoader:
    """Makes a former module; it is empty, so there is nothing to execute."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the former module of a spec, with the names that it had."""
        module = _FormerModule(spec.name, "A former place of import.")
        names = list_present_names(spec.name.removeprefix("itinerary."))
        module.__dict__["__all__"] = sorted(names)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing."""


def find_former_module(name: str) -> ModuleSpec | None:
    """Return the spec of a module of version 0.1.0 that has moved; None for any other."""
    if name.removeprefix("itinerary.") not in FORMER_MODULES:
        return None
    loader: Any = _FormerModuleLoader()  # importing the class of loaders costs more than all of it
    return ModuleSpec(name, loader)


class _FormerName:
    """A former name of a method, property or field; it warns, and gives what has the new name."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new

    def __get__(self, instance: object, owner: type) -> Any:
        warn_of_former_name(f"{owner.__name__}.{self._old}", f"{owner.__name__}.{self._new}")
        return getattr(owner if instance is None else instance, self._new)


def add_former_names(cls: type, **names: str) -> None:
    """Let a class answer to former names of its methods and properties, with a warning.

    >>> class Timeline:
    ...     def select_entries(self): return "entries"
    >>> add_former_names(Timeline, of="select_entries")
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     print(Timeline().of(), caught[0].message, sep=": ")
    entries: Timeline.of is now Timeline.select_entries
    """
    for old, new in names.items():
        setattr(cls, old, _FormerName(old, new))


def warn_of_former_name(old: str, new: str) -> None:
    """Warn the code that uses a former name; between it and here is one hook of the language."""
    warnings.warn(f"{old} is now {new}", DeprecationWarning, stacklevel=3)
