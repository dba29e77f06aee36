"""What claims came to in an earlier run, by all that they were read in; for runs that repeat.

While a document is written, each version differs from the last by a letter or two. What a claim
comes to depends on its words and on what they are read in, and on nothing else; so where both are
the same as before, so is the answer. Nothing is ever looked up by a place in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from itinerary.dates.interval import Interval
from itinerary.diagnostics import NodePath
from itinerary.document import Claim
from itinerary.resolving.claim_context import ClaimContext
from itinerary.resolving.reading import ReadClaim, read_claim

_Answer = TypeVar("_Answer")
_FIELDS = tuple(Interval.__dataclass_fields__)


class _RecordedAnchors(Mapping[str, Interval]):
    """The dates that names mean, noting which of them are asked for."""

    def __init__(self, anchors: Mapping[str, Interval]) -> None:
        self._anchors = anchors
        self.asked: dict[str, Interval | None] = {}
        self.is_listed = False

    def __getitem__(self, name: str) -> Interval:
        self.asked[name] = self._anchors.get(name)
        return self._anchors[name]

    def forget_others(self) -> None:
        """Keep the dates that were asked for alone: an answer is kept longer than the run."""
        self._anchors = {name: each for name, each in self.asked.items() if each}

    def __iter__(self) -> Iterator[str]:
        self.is_listed = True
        return iter(self._anchors)

    def __len__(self) -> int:
        self.is_listed = True
        return len(self._anchors)


class _Kept(NamedTuple):
    """An answer, and what the names meant that it asked for."""

    answer: Any
    asked: Mapping[str, Hashable]


class ReadingMemory:
    """The answers of the last run, and those of the current one as they are given.

    It holds no more than two runs ask for: what the last did not need is forgotten.

    Attributes:
        other_dates: What the dates came to in the last run that are those of no entry, by their
            paths: of sources, statements, days of programmes and the document itself.
    """

    def __init__(self) -> None:
        self.other_dates: Mapping[NodePath, Interval] = {}
        self._last: dict[Hashable, _Kept] = {}
        self._current: dict[Hashable, _Kept] = {}
        self._frozen: dict[int, tuple[object, Hashable]] = {}  # of what many claims share
        self._context: ClaimContext | None = None  # the last one, and the same frozen
        self._frozen_context: Hashable = None

    @contextmanager
    def remember_run(self) -> Generator[None]:
        """Make the answers of a run those of the last one; of one that is ended early, add them."""
        self._current = {}
        try:
            yield
        except BaseException:
            self._last |= self._current
            raise
        finally:
            self._context, self._frozen = None, {}
        self._last = self._current

    def recall(
        self, question: Hashable, context: ClaimContext, find: Callable[[ClaimContext], _Answer]
    ) -> _Answer:
        """Return the answer to a question in a context: the last one, if all is as it was then.

        Args:
            question: All that the answer depends on besides the context.
            context: What words are read in.
            find: Finds the answer; of the context it may take all but the list of all names.
        """
        key = question, self._freeze_context(context)
        kept = self._current.get(key) or self._last.get(key)
        if kept and all(
            _freeze(context.anchors.get(name)) == meant for name, meant in kept.asked.items()
        ):
            self._current[key] = kept
            return cast("_Answer", kept.answer)
        anchors = _RecordedAnchors(context.anchors)
        answer = find(context._replace(anchors=anchors))
        if not anchors.is_listed:
            asked = {name: _freeze(meant) for name, meant in anchors.asked.items()}
            anchors.forget_others()
            self._current[key] = _Kept(answer, asked)
        return answer

    def _freeze_context(self, context: ClaimContext) -> Hashable:
        """Return all of a context but its names; several questions are asked in the same one."""
        if context is not self._context:
            self._context = context
            reference, windows, _, *others = context
            self._frozen_context = (
                self._freeze_once(reference),
                *[self._freeze_once(each) for each in windows],
                *map(_freeze, others),
            )
        return self._frozen_context

    def _freeze_once(self, value: object) -> Hashable:
        """Return a value frozen; most are the same object for many claims."""
        if id(value) not in self._frozen:
            self._frozen[id(value)] = value, _freeze(value)
        return self._frozen[id(value)][1]


class ClaimReader:
    """Reads claims, and answers questions about what was read; from memory, if it has one."""

    def __init__(self, memory: ReadingMemory | None = None) -> None:
        self._memory = memory

    def read_claim(
        self, claim: Claim, source: str | None, origin: str, context: ClaimContext
    ) -> ReadClaim:
        """Return what the function of that name does."""
        if self._memory is None:
            return read_claim(claim, source, origin, context)

        question = (claim.says, claim.reads, claim.edtf, source, origin)
        found = self._memory.recall(
            question, context, lambda seen: read_claim(claim, source, origin, seen)
        )
        return found._replace(reading=replace(found.reading, claim=claim))

    def ask(
        self, ask: Callable[[ReadClaim, ClaimContext], bool], read: ReadClaim, context: ClaimContext
    ) -> bool:
        """Return what a function says of a reading and what it was read in."""
        if self._memory is None:
            return ask(read, context)
        claim = read.reading.claim
        question = (ask.__name__, claim.says, claim.reads, claim.edtf)
        return self._memory.recall(question, context, lambda seen: ask(read, seen))


def _freeze(value: object) -> Hashable:
    """Return what is equal for values between which no answer can differ, and for no others.

    Two moments that are the same by different clocks are equal, and so are the two of an hour that
    comes twice; words that are read by them may come to different dates.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, fold=0), value.fold, _name_clock(value.tzinfo)
    if isinstance(value, tzinfo):
        return _name_clock(value)
    if isinstance(value, Interval):
        return tuple([_freeze(getattr(value, name)) for name in _FIELDS])
    if isinstance(value, tuple | list):
        items = cast("list[object]", value)
        return tuple([_freeze(each) for each in items])
    return value


def _name_clock(zone: tzinfo | None) -> str:
    return zone.key if isinstance(zone, ZoneInfo) else repr(zone)
