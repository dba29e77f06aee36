"""What is found in a text in; the text, JSON, CSV or TIMEX3 that the command prints, out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from html import escape
from typing import Any

from itinerary.dates.finding import Found, Passage
from itinerary.dates.interval import Interval
from itinerary.diagnostics import make_printable

MAX_WIDTH = 96  # columns of a passage that is shown
COLUMNS = ("file", "start", "end", "text", "kind", "type", "value", "intervals", "anchor", "why")
_UNDERLINE, _DIM, _PLAIN = "\x1b[4;36m", "\x1b[2m", "\x1b[0m"


class FoundFormat(StrEnum):
    """How what is found is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TIMEX = "timex"


def build_record(found: Found) -> dict[str, Any]:
    """Return what is found as plain values, for JSON.

    >>> from datetime import date
    >>> from itinerary import find
    >>> record = build_record(find("It opens on 4 May.", reference=date(2025, 4, 1))[0])
    >>> record["timex"], record["intervals"]
    ({'type': 'DATE', 'value': '2025-05-04'}, [{'start': '2025-05-04', 'end': '2025-05-05'}])
    """
    return {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "kind": found.kind.value,
        "intervals": [_build_interval(each) for each in found.intervals],
        "timex": found.timex._asdict(),
        "anchor": found.anchor and found.anchor.isoformat(),
        "why": list(found.why),
    }


def _build_interval(interval: Interval) -> dict[str, str | None]:
    ends = {"start": interval.start, "end": interval.end}
    return {name: value.isoformat() if value else None for name, value in ends.items()}


def write_found(
    passages: Iterable[Passage], file: str, format: FoundFormat, *, is_colored: bool = False
) -> Iterator[str]:
    """Yield what is printed of a text, piece by piece.

    Args:
        passages: The text with what is found in it.
        file: Its name; empty where it is the only one.
        format: How it is printed.
        is_colored: Whether text has colours.
    """
    match format:
        case FoundFormat.TEXT:
            yield from _write_text(passages, file, is_colored)
        case FoundFormat.JSON:
            found = [build_record(each) for passage in passages for each in passage.found]
            record = {"file": file, "found": found} if file else {"found": found}
            yield json.dumps(record, ensure_ascii=False, indent=2)
        case FoundFormat.TIMEX:
            yield from _write_timex(passages)
        case _:
            for passage in passages:
                for each in passage.found:
                    yield _ROW_WRITERS[format](each, file)


def _write_json_line(found: Found, file: str) -> str:
    record = {"file": file, **build_record(found)} if file else build_record(found)
    return json.dumps(record, ensure_ascii=False) + "\n"


def _write_csv_row(found: Found, file: str) -> str:
    record = build_record(found)
    intervals = " ".join(
        f"{each['start'] or '..'}/{each['end'] or '..'}" for each in record["intervals"]
    )
    row = [file, found.start, found.end, found.text, found.kind.value, *found.timex, intervals]
    return format_csv_row([*row, record["anchor"] or "", " | ".join(found.why)])


def format_csv_row(values: Iterable[object]) -> str:
    """Return a line of CSV by RFC 4180."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


_ROW_WRITERS: Mapping[FoundFormat, Callable[[Found, str], str]] = {
    FoundFormat.JSONL: _write_json_line,
    FoundFormat.CSV: _write_csv_row,
}


def _write_timex(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield the text with TIMEX3 elements inline."""
    number = 0
    for passage in passages:
        at = 0
        for each in passage.found:
            number += 1
            start, end = each.start - passage.start, each.end - passage.start
            kind, value = each.timex.type, escape(each.timex.value)
            yield escape(passage.text[at:start], quote=False)
            yield f'<TIMEX3 tid="t{number}" type="{kind}" value="{value}">'
            yield escape(each.text, quote=False) + "</TIMEX3>"
            at = end
        yield escape(passage.text[at:], quote=False) + "\n"


def _write_text(passages: Iterable[Passage], file: str, is_colored: bool) -> Iterator[str]:
    """Yield the passages with dates, which are underlined, and below each what they come to."""
    if file:
        yield f"{make_printable(file)}\n"
    for passage in passages:
        if not passage.found:
            continue
        for begin, end in _wrap(passage.text):
            yield from _write_line(passage, begin, end, is_colored)
        width = max(len(" ".join(each.text.split())) for each in passage.found)
        for each in passage.found:
            words = make_printable(" ".join(each.text.split())).ljust(min(width, 40))
            dates = " ".join(interval.edtf for interval in each.intervals) or each.timex.value
            line = f"    {words}  {each.kind.value:8}  {dates}"
            reason = f"  ({each.reason})" if each.reason else ""
            yield f"{line}{_DIM if is_colored else ''}{reason}{_PLAIN if is_colored else ''}\n"
        yield "\n"


def _wrap(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a passage start and end, broken between words."""
    start = 0
    while start < len(text):
        end = len(text)
        line_end = text.find("\n", start)
        if line_end >= 0:
            end = line_end + 1
        if end - start > MAX_WIDTH:
            cut = text.rfind(" ", start, start + MAX_WIDTH)
            end = cut + 1 if cut > start else start + MAX_WIDTH
        yield start, end
        start = end


def _write_line(passage: Passage, begin: int, end: int, is_colored: bool) -> Iterator[str]:
    line = passage.text[begin:end]
    marks = [
        (max(each.start - passage.start, begin) - begin, min(each.end - passage.start, end) - begin)
        for each in passage.found
        if each.start - passage.start < end and each.end - passage.start > begin
    ]
    if is_colored:
        shown, at = "", 0
        for first, last in marks:
            shown += make_printable(line[at:first])
            shown += f"{_UNDERLINE}{make_printable(line[first:last])}{_PLAIN}"
            at = last
        yield f"{shown}{make_printable(line[at:])}".rstrip() + "\n"
        return
    under = [" "] * len(line)
    for first, last in marks:
        under[first:last] = "~" * (last - first)
    yield make_printable(line.replace("\t", " ")).rstrip() + "\n"
    if marks:
        yield "".join(under).rstrip() + "\n"
