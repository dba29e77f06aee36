"""Odd articles as Hypothesis draws them: in every format, of paragraphs that people wrote."""

from __future__ import annotations

import base64
import io
import json
import quopri
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from .naughty import REFUSED, kept

_ROOT = Path(__file__).parents[2]
_SEEDS = sorted(
    each
    for each in (*(_ROOT / "tests/drafts").iterdir(), _ROOT / "examples/announcement.txt")
    if each.suffix in (".txt", ".md")
)
_PARAGRAPHS = sorted(
    {part for seed in _SEEDS for part in seed.read_text("utf-8").split("\n\n") if part.strip()}
)
_ODD = (
    "Oslo, 31 February 2026",
    "OSLO, 4 May 0001 (AP) — She leaves tomorrow.",
    "She will be in Quito from 30 December 9999 to 2 January 10000.",
    "She will visit Lima from 9 to 4 May 2026 and meet the mayor on Monday at 25:00.",
    "Monday 4 May 2026\n09:00 Talks\n24:00 Dinner\n\nTuesday 4 May 2026\n9 am / 10 am – Tea",
    "On the 400th day he rests; 99,999 years later, in 10 BC, they meet.",
    "| Day | Time |\n|---|\n| 4 May | noon | Lunch | | |",
    "Related stories",
    "4\u00a0May\u2009–\u20095\u202fMay, Li\u00adma",
    "1–2–3–4 May, 4/5/6/7, 12:00–11:00, 4.5.2026–3.5.2026",
    "(((4 May) 2026) [5 May](x) *6* May",
    "between between 4 and and 5 May May",
    "The day before the day after the day of the talks she talks.",
    "TBD. TBC. To be confirmed: 4 May?",
    "She sings on " + "4 May, " * 600,
    "Overnight in the hotel " + "word " * 5_000 + "on 4 May 2026",
    "LA123 LIM 23:55 – 00:10 +1 UIO, dep 4 May, seat 12A",
)
_NOISE = st.sampled_from(
    ["\u00ad", "\u200b", "\u00a0", "\u202e", "\0", "\r", "\t", "\x85", "\ufeff", "  ", "é", "0",
     "<",
     "&", "&#8211;", "\n", "\n\n", "—", "(", "|", "*", "\ud7ff", "4", " 2026", "TBD"]
)  # fmt: skip
_paragraphs = (
    st.sampled_from(_PARAGRAPHS)
    | st.sampled_from(_PARAGRAPHS)
    | st.sampled_from(_ODD)
    | st.sampled_from([*kept(), *(each for part in REFUSED.values() for each in part)])
)


def _disturb(text: str, changes: list[tuple[int, int, str]]) -> str:
    for place, cut, noise in changes:
        at = place % (len(text) + 1)
        text = text[:at] + noise + text[at + cut :]
    return text


_changes = st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 12), _NOISE), max_size=4)
_texts = st.builds(
    _disturb, st.lists(_paragraphs, min_size=1, max_size=7).map("\n\n".join), _changes
)

# --- schema.org

_MOMENTS = st.sampled_from(
    ["2026-05-04", "2026-05-04T10:00", "2026-05-04T10:00:00Z", "2026-05-03T23:00-05:00", "20260504",
     "2026-02-30", "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31",
     "4 May 2026",
     "2026-W19-1", "2026", "24:00", "", "today", "2026-05-04T24:00", "0001-01-01"]
)  # fmt: skip
_TYPES = st.sampled_from(
    ["FlightReservation", "TrainReservation", "LodgingReservation", "RentalCarReservation", "Event",
     "MusicEvent", "FoodEstablishmentReservation", "EventReservation", "NewsArticle", "Festival",
     "http://schema.org/Flight", "Airport", "Place", "Person", "Hotel", "PostalAddress"]
)  # fmt: skip
_FIELDS = st.sampled_from(
    """name reservationFor departureTime arrivalTime departureAirport arrivalAirport iataCode
    airline flightNumber checkinTime checkoutTime pickupTime dropoffTime pickupLocation address
    location addressLocality addressCountry startDate endDate performer datePublished dateModified
    headline author publisher reservationStatus eventStatus @graph subEvent
    subReservation @id inLanguage departureStation arrivalStation trainNumber
    reservationNumber @type itemListElement underName departureTerminal airplaneSeat reservedTicket
    ticketedSeat seatNumber modifiedTime""".split()
)
_VALUES = (
    _MOMENTS
    | _TYPES
    | st.sampled_from(
        [
            *kept(),
            "Lima",
            "Quito, Ecuador",
            "LIM",
            "Springfield",
            "LA123",
            "en",
            "Cancelled",
            "http://schema.org/ReservationHold",
            "word " * 5_000,
        ]
    )
    | st.sampled_from([None, True, 7, 10**40, -0.5, float("nan"), [], {}, [[]]])
)
_data = st.recursive(
    _VALUES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.builds(
            lambda type, fields: {"@type": type, **fields},
            _TYPES,
            st.dictionaries(_FIELDS, inner, max_size=5),
        )
    ),
    max_leaves=12,
)


def _write_data(data: Any, end: int) -> str:
    """Return JSON-LD, some of it broken off."""
    return json.dumps({"@context": "https://schema.org", "@graph": data})[: end or None]


_linked_data = st.builds(_write_data, _data, st.sampled_from([0, 0, 0, -1, -9, 30]))

# --- formats

_markup = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<article>", "</article>", "<table><tr><td>", "</table>",
     "<aside>", "<h1>", "</h1>", "<br>", "<li>", "<time datetime='2026-05-09'>4 May</time>", "<!--",
     "<span itemprop=datePublished content=2026-05-04>", "<div itemscope itemtype="
     "'https://schema.org/Event'><b itemprop=name>Fair</b><i itemprop=startDate content=2026>",
     "<main>", "<script>", "<nav>", "</nav>", "<div class=related>", "<p hidden>", "<template>"]
)  # fmt: skip
_heads = st.lists(
    st.sampled_from(
        ["<meta charset=utf-16>", "<meta charset=windows-1252>", "<meta charset=utf-8>",
         "<meta name=date content=4.5.2026>", "<meta property=og:site_name content=Gazette>",
         "<meta property='article:published_time' content=2026-05-04T23:00Z>",
         "<title>A | B</title>",
         "<base href=x>", "<meta charset=utf-7>", "<meta charset=idna>", "<meta charset=rot13>"]
    ),
    max_size=3,
)  # fmt: skip


def _write_html(text: str, markup: list[tuple[int, str]], head: list[str], data: str) -> str:
    parts = [f"<p>{part}</p>" for part in text.split("\n\n")]
    for place, piece in markup:
        parts.insert(place % (len(parts) + 1), piece)
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    return f"<html><head>{''.join(head)}{script}</head><body>{''.join(parts)}"


_html = st.builds(
    _write_html,
    _texts,
    st.lists(st.tuples(st.integers(0, 20), _markup), max_size=8),
    _heads,
    _linked_data | st.just(""),
)
_front_matter = st.lists(
    st.sampled_from(
        ["title: A: b", "date: 2026-05-04", "date: 4 May", "date: '0000-00-00'", "author: [A, B]",
         "lang: pt-BR", "---", "published:", "publisher: |", "source: \u202e"]
    ),
    max_size=4,
)  # fmt: skip
_markdown = st.builds(
    lambda fields, text: "\n".join(["---", *fields, "---", text]) if fields else text,
    _front_matter,
    _texts,
)
_MAIL_HEADS = st.lists(
    st.sampled_from(
        ["From: Desk <desk@travel.example>", "From: =?utf-8?B?w4k=?= <", "From: a@b",
         "Date: Mon, 4 May 2026 1:0", "Date: Tue, 4 May 2026 10:00:00 +9999",
         "Date: Mon, 4 May 2026 10:00:00 +0200", "Date: Thu, 1 Jan 0001 00:00:00 +1400",
         "Subject: =?utf-8?Q?Visita_=C3=A9?=", "Subject: \xe9", "Subject: =?x?B?//?=",
         "Content-Language: es, en", "Received: x; 4 May 2026", "X", "To: (" * 9]
    ),
    max_size=5,
)  # fmt: skip
_PART_HEADS = st.sampled_from(
    ["text/plain; charset=utf-8", "multipart/related; boundary=z",
     "text/plain; charset=x-none", "text/html; charset=iso-8859-1",
     "text/html", "text/calendar; name=a.ics", "message/rfc822",
     "multipart/alternative; boundary=y",
     "application/pdf; name*=utf-8''%E9", "text/plain; charset=idna", "text/plain; charset=\"", ""]
)  # fmt: skip
_TRANSFER = {
    "": lambda data: data,
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "x-none": lambda data: data,
}


def _write_mail(heads: list[str], parts: list[tuple[str, str, str]], kind: str) -> bytes:
    pieces = ["\n".join([*heads, f"Content-Type: multipart/{kind}; boundary=x", "", ""]).encode()]
    for head, transfer, text in parts:
        encoded = _TRANSFER[transfer](text.encode("utf-8", "replace"))
        lines = f"--x\nContent-Type: {head}\nContent-Transfer-Encoding: {transfer}\n\n"
        pieces += [lines.encode(), encoded, b"\n"]
    return b"".join([*pieces, b"--x--\n"])


_mails = st.builds(
    _write_mail,
    _MAIL_HEADS,
    st.lists(st.tuples(_PART_HEADS, st.sampled_from([*_TRANSFER]), _texts | _html), max_size=3),
    st.sampled_from(["mixed", "alternative", "related"]),
)


def _write_docx(text: str, pieces: list[tuple[int, str]]) -> bytes:
    """Return a .docx whose paragraphs have pieces of markup among them, some in no order."""
    import docx

    document = docx.Document()
    for part in text.split("\n\n"):
        document.add_paragraph("".join(each for each in part if each.isprintable() or each == "\n"))
    file, changed = io.BytesIO(), io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                parts = data.decode().split("</w:p>")
                for place, piece in pieces:
                    parts.insert(place % len(parts), piece)
                data = "</w:p>".join(parts).encode()
            new.writestr(name, data)
    return changed.getvalue()


_docx = st.builds(
    _write_docx,
    _texts,
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.sampled_from(
                ["<w:p><w:ins><w:r><w:t>on 5 May 2026</w:t></w:r></w:ins>", "<w:p>", "</w:x>",
                 "<w:p><w:del><w:r><w:delText>on 4 May</w:delText></w:r></w:del>", "&bad;",
                 "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>",
                 "<w:tbl></w:tbl><w:p>", "<w:p><w:r><w:footnoteReference w:id='2'/></w:r>"]
            ),
        ),
        max_size=2,
    ),
)  # fmt: skip


def write_pdf(lines: list[str]) -> bytes:
    """Return a PDF with one page of lines of text, or with none."""
    shown = " ".join(f"({line.translate(_ESCAPED)}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 700 Td {shown} ET" if lines else ""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    text, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(parts) + 1
    return (
        f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF"
    ).encode("cp1252", "replace")


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
_pdfs = _texts.map(lambda text: write_pdf(text.splitlines()))


# --- whole files


class OddArticle(NamedTuple):
    """A file, and how it is to be read."""

    name: str
    data: bytes
    options: dict[str, Any]


def _encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


def _damage(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, cut, piece in changes:
        at = place % (len(data) + 1)
        data = data[:at] + piece + data[at + cut :]
    return data


def _file(name: str, contents: st.SearchStrategy[bytes]) -> st.SearchStrategy[tuple[str, bytes]]:
    return st.tuples(st.just(name), contents)


def _encode_texts(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    encodings = ["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"]
    return st.builds(_encode, texts, st.sampled_from(encodings))


_files = st.one_of(
    _file("a.txt", _encode_texts(_texts)),
    _file("a.md", _encode_texts(_markdown)),
    _file("a.html", _encode_texts(_html)),
    _file("a.html", _encode_texts(_html)),
    _file("a.eml", _mails),
    _file("a.docx", _docx),
    _file("a.pdf", _pdfs),
    _file("a", _mails | _encode_texts(_html) | _encode_texts(_texts)),
)
_damages = st.just([]) | st.lists(
    st.tuples(st.integers(0, 50_000), st.integers(0, 40), st.binary(max_size=6)), max_size=3
)
_options = st.fixed_dictionaries(
    {},
    optional={
        "published": st.sampled_from([date(2026, 4, 20), date.min, date.max]),
        "publisher": st.sampled_from(["Gazette", "A: # b\n", "\u202e"]),
        "language": st.sampled_from(["en", "es", "pt"]),
    },
)
articles = st.builds(
    lambda file, damage, options: OddArticle(file[0], _damage(file[1], damage), options),
    _files,
    _damages,
    _options,
)
