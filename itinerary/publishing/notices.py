"""An address that has ended in; the little that is still shown there out: where to ask.

Programs that follow a calendar keep what they had when its address fails, and some tell nobody. So
a calendar that has ended is there for a while without the trip. RFC 5545, section 3.6, allows none
without a component, and some programs take one without an event for a fault and keep what they had:
the one event that it has says where to ask, which is also where people look.
"""

from __future__ import annotations

import html
from datetime import date, datetime, timedelta

from itinerary.dates.wording.labels import translate_label
from itinerary.export.ics import PRODUCT_ID
from itinerary.export.ics.content_lines import build_text_value, fold_line
from itinerary.publishing.ledger import Notice
from itinerary.timeline.identity import derive_uid

PAGE_NAME = "index.html"
CALENDAR_SUFFIX = ".ics"
NOTICE_DAYS = 90
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{where}</p>
</body>
</html>
"""


def find_notice_end(since: datetime, trip_ends: date | None) -> datetime:
    """Return until when an address says that it has ended: for 90 days, and until the trip ends.

    >>> from datetime import UTC
    >>> find_notice_end(datetime(2025, 9, 1, tzinfo=UTC), date(2026, 1, 2)).date().isoformat()
    '2026-01-02'
    """
    least = since + timedelta(days=NOTICE_DAYS)
    end = datetime.combine(trip_ends, since.timetz()) if trip_ends else least
    return max(least, end)


def render_notice(notice: Notice, document: str) -> dict[str, bytes]:
    """Return the files of an address that has ended, by the names that they had.

    Args:
        notice: The address.
        document: The id of the document.
    """
    files = {PAGE_NAME: _render_page(notice)}
    calendars = (name for name in notice.files if name.endswith(CALENDAR_SUFFIX))
    files |= {name: _render_calendar(notice, document, name) for name in calendars}
    return {name: text.encode() for name, text in files.items()}


def _name_end(notice: Notice) -> str:
    return translate_label("Nothing is shown here any more", notice.language)


def _say_where_to_ask(notice: Notice) -> str:
    if notice.ask:
        return translate_label(
            "Ask {name} for where it is shown now.", notice.language, name=notice.ask
        )
    return translate_label(
        "Ask whoever gave you this address for where it is shown now.", notice.language
    )


def _render_page(notice: Notice) -> str:
    title, where = (html.escape(each(notice)) for each in (_name_end, _say_where_to_ask))
    return _PAGE.format(language=notice.language, title=title, where=where)


def _render_calendar(notice: Notice, document: str, name: str) -> str:
    stamp, day = f"{notice.since:%Y%m%dT%H%M%SZ}", notice.since.date()
    title, where = (
        build_text_value(each(notice)).to_ical().decode() for each in (_name_end, _say_where_to_ask)
    )
    lines = (
        *_list_head_lines(title),
        "BEGIN:VEVENT",
        f"UID:{derive_uid(document, f'notice/{notice.token_sha256 or notice.edition}/{name}')}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        "SEQUENCE:0",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title}",
        "TRANSP:TRANSPARENT",
        f"DESCRIPTION:{where}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return _join_lines(lines)


def render_calendar_head(title: str) -> str:
    r"""Return a calendar that has a name and nothing else, for events to be put into.

    >>> render_calendar_head("Tea, at last").splitlines()[3]
    'NAME:Tea\\, at last'
    """
    name = build_text_value(title).to_ical().decode()
    return _join_lines((*_list_head_lines(name), "END:VCALENDAR"))


def _list_head_lines(name: str) -> tuple[str, ...]:
    return (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT_ID}",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    )


def _join_lines(lines: tuple[str, ...]) -> str:
    return "".join(f"{fold_line(each.encode()).decode()}\r\n" for each in lines)
