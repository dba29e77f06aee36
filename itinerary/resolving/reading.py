"""One claim and where it stands in; a reading with its intervals and the steps of its explanation out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.expressions import Conventions
from itinerary.dates.grammar import Resolution, resolve_phrase
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.diagnostics import PhraseError
from itinerary.document import Claim
from itinerary.timeline import Reading, Step

# References for words that need none: what they come to must not depend on which of them is used.
_ARBITRARY_MOMENTS = (
    datetime(1904, 2, 29, 12),
    datetime(1999, 8, 17, 12),
    datetime(2043, 11, 5, 12),
)
DATE_SOURCE_HINT = "add published: and its date to the source, or as_of: and the day they count from to the document"
MAX_REFERENCE_DAYS = 366  # a publication date coarser than this is no reference


class Reference(NamedTuple):
    """What relative words count from: the moments it may be, and where they come from."""

    moments: tuple[datetime, ...]
    why: str

    @property
    def is_known(self) -> bool:
        """Whether there is a reference at all."""
        return self.moments is not _ARBITRARY_MOMENTS


NO_REFERENCE = Reference(_ARBITRARY_MOMENTS, "none: the words must need no reference")


class NoReferenceError(PhraseError):
    """Words that count from a date where none is known."""


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """Where a claim stands: its reference, the windows it is read in, the names it may use, its zone, language and conventions."""

    reference: Reference
    windows: tuple[
        tuple[Interval, str], ...
    ] = ()  # each with the words that say what it is; the first that fits is used
    anchors: Mapping[str, Interval] = field(default_factory=dict)
    zone: ZoneInfo | None = None
    language: str = "en"
    conventions: Conventions = Conventions()
    not_before: datetime | None = (
        None  # an arrival is the first such time at or after the departure
    )


def build_reference(published: Interval, why: str) -> Reference:
    """The reference that a publication date gives: its time, or noon of each day it may have been."""
    if published.start is None or published.first is None or published.last is None:
        return NO_REFERENCE
    if isinstance(published.start, datetime):
        return Reference((published.start.replace(tzinfo=None),), why)
    count = min((published.last - published.first).days + 1, MAX_REFERENCE_DAYS)
    return Reference(
        tuple(
            datetime.combine(
                published.first + timedelta(days=each), datetime.min.time().replace(hour=12)
            )
            for each in range(count)
        ),
        why,
    )


def read_claim(
    claim: Claim, source: str | None, origin: str, frame: ClaimContext
) -> tuple[Reading, PhraseError | None]:
    """The reading of a claim, and the error where it has none. `origin` names the source for the explanation."""
    steps = [Step("words", f"“{claim.says}”"), Step("source", origin)]
    if claim.reads:
        steps.append(Step("reads", f"as “{claim.reads}” (the editor's reading)"))
    if claim.is_tbd:
        return Reading(
            claim,
            source,
            (),
            (*steps, Step("result", "open: to be determined")),
            "to be determined",
        ), None
    try:
        resolution, window, rejected = _resolve_in_windows(claim.words, frame)
    except PhraseError as error:
        return Reading(
            claim, source, (), (*steps, Step("result", f"open: {error.message}")), error.message
        ), error
    steps.append(Step("reference", f"{_format_reference(frame.reference)}: {frame.reference.why}"))
    if window:
        steps.append(Step("window", window))
    steps += [Step("fallback", each) for each in rejected]
    steps += [Step("rule", line) for line in resolution.steps]
    steps += [Step("rejected", each) for each in resolution.rejected]
    steps.append(Step("result", " and ".join(interval.edtf for interval in resolution.intervals)))
    counted_from = (
        frame.reference.moments[0].date()
        if frame.reference.is_known and frame.not_before is None
        else None
    )
    return Reading(claim, source, resolution.intervals, tuple(steps), reference=counted_from), None


def _format_reference(reference: Reference) -> str:
    if not reference.is_known:
        return "no date"
    first, last = reference.moments[0], reference.moments[-1]
    return (
        first.date().isoformat()
        if first == last
        else f"each day from {first.date()} to {last.date()}"
    )


def _resolve_in_windows(words: str, frame: ClaimContext) -> tuple[Resolution, str, list[str]]:
    """The resolution in the first window that the words fit, that window in words, and what was tried before."""
    if frame.not_before is not None:
        return (
            _resolve_after_departure(words, frame, frame.not_before),
            "",
            [f"the first such time at or after the departure, {frame.not_before.isoformat()}"],
        )
    tried: list[str] = []
    for window, name in frame.windows:
        try:
            return _resolve_at_all_moments(words, frame, window), f"{name}, {window.edtf}", tried
        except PhraseError as error:
            if error.kind != "impossible" or (window, name) == frame.windows[-1]:
                raise
            tried.append(f"not in {name}: {error.message}")
    return _resolve_at_all_moments(words, frame, None), "", tried


def _resolve_at_all_moments(words: str, frame: ClaimContext, window: Interval | None) -> Resolution:
    """The resolution on every moment that the reference may be; raises PhraseError where they disagree."""
    answers = [
        _resolve_at_moment(words, frame, moment, window) for moment in frame.reference.moments
    ]
    if any(answer.intervals != answers[0].intervals for answer in answers):
        if not frame.reference.is_known:
            raise NoReferenceError(
                "the words count from a date that is not known", text=words, hint=DATE_SOURCE_HINT
            )
        first, last = answers[0].intervals[0].edtf, answers[-1].intervals[0].edtf
        raise PhraseError(
            f"it may be {first} or {last}, by the day of publication",
            kind="ambiguous",
            text=words,
            hint="give published: as a day",
        )
    return answers[0]


def _resolve_at_moment(
    words: str, frame: ClaimContext, moment: datetime, window: Interval | None
) -> Resolution:
    return resolve_phrase(
        words, reference=moment, language=frame.language, zone=frame.zone, window=window and widen_to_days(drop_time_zones(window)),
        anchors=frame.anchors, conventions=frame.conventions,
    )  # fmt: skip


def _resolve_after_departure(words: str, frame: ClaimContext, departure: datetime) -> Resolution:
    """The first resolution at or after a departure, in absolute time: arrivals may be earlier on the clock, never before."""
    found: list[Resolution] = []
    refusals: list[PhraseError] = []
    for offset in (-1, 0, 1, 2):
        try:
            local = (
                departure.astimezone(frame.zone) if frame.zone and departure.tzinfo else departure
            )
            found.append(
                _resolve_at_moment(
                    words, frame, local.replace(tzinfo=None) + timedelta(days=offset), None
                )
            )
        except PhraseError as error:
            refusals.append(error)
        except OverflowError:
            refusals.append(PhraseError("it lies outside the years 1 to 9999", text=words))
    fitting = [each for each in found if _is_at_or_after(each, departure)]
    if fitting:
        return min(fitting, key=lambda each: each.intervals[0].to_utc_bounds())
    if found:
        return found[len(found) // 2]
    raise refusals[0]


def _is_at_or_after(resolution: Resolution, departure: datetime) -> bool:
    start = resolution.intervals[0].start
    if isinstance(start, datetime):
        return (
            start >= departure
            if start.tzinfo and departure.tzinfo
            else start.replace(tzinfo=None) >= departure.replace(tzinfo=None)
        )
    return isinstance(start, date) and start >= departure.date() - timedelta(days=1)


def resolve_absolute_date(words: str, language: str, zone: ZoneInfo | None) -> Interval:
    """The interval of a publication date; raises PhraseError unless it needs no other date."""
    frame = ClaimContext(NO_REFERENCE, language=language, zone=zone)
    return _resolve_at_all_moments(words, frame, None).interval


def is_absolute_phrase(words: str, language: str) -> bool:
    """Whether words come to the same date wherever they count from, or to none for another reason."""
    try:
        resolve_absolute_date(words, language, None)
    except NoReferenceError:
        return False
    except PhraseError:
        pass
    return True
