"""`make interop`: a row for each program, a column for each kind of thing.

The exit status is 1 if a program differs and is not known to.

`python -m interop` makes all rows, `python -m interop khal ical.js` some. In a cell: ok; "-", where
the program does not expose it; the letter of a known fault, or the number of a difference, both of
which stand below the matrix.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from string import ascii_lowercase

from interop import native, node, python, servers
from interop.faults import FAULTS
from interop.sample import FIELDS, OWN, MissingError, Seen, export

COLUMNS = (
    "accents",
    "RTL",
    "backslash",
    "emoji",
    "1822",
    "2012",
    "month",
    "flight",
    "gap",
    "fold",
    "Lord Howe",
    "Kathmandu",
    "Santiago",
    "Dublin",
    "span",
    "cancelled",
    "URL",
    "GEO",
    "categories",
    "by time",
    "twice",
    "changed",
)
READERS = python.READERS | node.READERS | native.READERS
STORES = (
    python.STORES | servers.STORES
)  # what keeps events, and is also given the same export twice, and a changed one after the first


def main(names: list[str]) -> int:
    """Print the matrix of some programs or all; return 1 for a difference that is new."""
    notes: dict[str, str] = {}
    print(line(["", *COLUMNS]), line(["---"] * (len(COLUMNS) + 1)), sep="\n")
    for name in names or [*READERS, *STORES]:
        print(line([f"{name} {version_of(name)}".rstrip(), *row(name, notes)]), flush=True)
    print("", *(f"- {mark}: {text}" for mark, text in sorted(notes.items())), sep="\n")
    return int(any(mark.isdigit() for mark in notes))


def line(cells: Iterable[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def version_of(name: str) -> str:
    """The version of a program; empty where only the program itself may know."""
    try:
        return version(name.partition(",")[0])
    except PackageNotFoundError:
        return node.PACKAGES.get(name, "")


def row(name: str, notes: dict[str, str]) -> Iterator[str]:
    """A program's cells; what their marks mean is added to the notes."""
    try:
        for column, found in cells(name):
            yield (
                "-"
                if found is None
                else " ".join(sorted({mark(name, column, each, notes) for each in found})) or "ok"
            )
    except MissingError as missing:
        yield str(missing)
    except ModuleNotFoundError as missing:
        yield f"{missing.name} is not installed"
    except Exception as error:  # whatever a program fails with is told in its row
        yield mark(name, "fails", repr(error), notes)


def mark(name: str, column: str, difference: str, notes: dict[str, str]) -> str:
    """The letter of a known fault, or a number for what is new."""
    for letter, fault in zip(ascii_lowercase, FAULTS, strict=False):
        if fault.explains(name, column, difference):
            notes[letter] = f"{name} {version_of(name)} {fault.why}"
            return letter
    number = f"{sum(map(str.isdigit, notes)) + 1:02}"
    notes[number] = f"{name}, {column}: {difference}"
    return number


def cells(name: str) -> Iterator[tuple[str, Iterator[str] | None]]:
    """Return the differences by column; None for a column that the program does not expose."""
    first, changed = export(), export(changed=True)
    seen = (READERS | STORES)[name](first)
    for column in COLUMNS[:-2]:
        events = [event for shows, event in first.events if column in (shows, "by time")]
        own = OWN.get(column)
        is_exposed = own is None or any(own in each for each in seen)
        yield (
            column,
            differences(seen, events, (*FIELDS, own) if own else FIELDS) if is_exposed else None,
        )
    for column, exports in (("twice", (first, first)), ("changed", (first, changed))):
        events = [event for _, event in exports[-1].events]
        yield (
            column,
            differences(STORES[name](*exports), events, FIELDS) if name in STORES else None,
        )


def differences(seen: list[Seen], events: list[Seen], fields: Iterable[str]) -> Iterator[str]:
    """What is otherwise, event by event; first, what is of no event of the sample."""
    ours = {event["uid"] for _, event in export().events}
    yield from (
        f"{each['summary']} is there as {each['uid']}" for each in seen if each["uid"] not in ours
    )
    for event in events:
        found = [each for each in seen if each["uid"] == event["uid"]]
        if len(found) != 1:
            yield f"{event['summary']} is there {len(found)} times"
            continue
        for name in fields:
            if name in found[0] and (
                found[0][name] != event[name] or type(found[0][name]) is not type(event[name])
            ):
                yield f"{name} of {event['summary']} is {found[0][name]!r}, not {event[name]!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
