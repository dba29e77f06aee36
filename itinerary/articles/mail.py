"""A mail in; a page of its text, and what its head declares, out."""

from __future__ import annotations

import re
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, cast

from itinerary.articles.article import CutPart, Page
from itinerary.articles.plain_text import read_plain_text
from itinerary.articles.text_decoding import clean_text, decode_article

_QUOTED = re.compile(r"^(?:>.*|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}.*)$", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^(?:> ?)+", re.MULTILINE)
_FAR_SHORTER = 4  # times
_MOST_TOLD = 200  # characters of what was left out
_SUBJECT_MARK = re.compile(r"^(?:(?:re|fwd?|rv|enc|tr)\s*:\s*)+", re.IGNORECASE)


class _LenientPolicy(EmailPolicy):
    """Reads a line of the head that the standard library fails at as the text that it is."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return the value of a line of the head, of a broken Content line an empty one."""
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # IndexError, AttributeError, LookupError: whatever it comes to
            is_content = name.lower().startswith("content-")
            return self.header_factory(name, "") if is_content else " ".join(value.split())


def read_mail(data: bytes, name: str) -> Page:
    """Return a mail as a page: its text, or its HTML if that has more, without what it quotes.

    What is forwarded is read in its place, if the mail itself says next to nothing.

    Raises:
        DocumentError: It holds no text.
    """
    policy = cast("EmailPolicy[EmailMessage]", _LenientPolicy())
    message = BytesParser(policy=policy).parsebytes(data)
    is_broken = _mend_parts(message)
    page = _read_body(message, name)
    forwarded = _find_forwarded(message)
    if forwarded is not None:
        inner = _read_body(forwarded, name)
        if _is_far_shorter(page, inner):
            inner.remarks.append("the mail that it forwards was read, and not its own text")
            page, message = inner, forwarded
    if is_broken:
        page.remarks.append("its parts are not told apart, and were read as one text")
    _declare_head(message, page)
    attached = [*message.iter_attachments()] if message.is_multipart() else []
    names = [clean_text(each.get_filename() or "?") for each in attached]
    page.cut += [CutPart(each, "attached to the mail") for each in names]
    if any(each.get_content_type() == "text/calendar" for each in (message, *attached)):
        page.remarks.append("it has a calendar, which was not read: save it for itinerary import")
    return page


def _mend_parts(message: EmailMessage) -> bool:
    """Make a text of each part that says it has parts, and has none; return whether one did."""
    broken = [
        each
        for each in message.walk()
        if each.get_content_maintype() == "multipart" and not each.is_multipart()
    ]
    for each in broken:
        each.replace_header("Content-Type", "text/plain")
    return bool(broken)


def _find_forwarded(message: EmailMessage) -> EmailMessage | None:
    """Return the only mail that is attached to one."""
    found = [each for each in message.walk() if each.get_content_type() == "message/rfc822"]
    inner = next(found[0].iter_parts(), None) if found else None
    return inner if isinstance(inner, EmailMessage) else None


def _is_far_shorter(page: Page, other: Page) -> bool:
    one, two = (sum(len(each.text) for each in both.paragraphs) for both in (page, other))
    return one * _FAR_SHORTER < two


def _declare_head(message: EmailMessage, page: Page) -> None:
    person, address = parseaddr(str(message.get("From", "")))
    page.declare("publisher", person or address.rpartition("@")[2], "mail: From")
    page.declare("title", _SUBJECT_MARK.sub("", str(message.get("Subject", ""))), "mail: Subject")
    page.declare("language", message.get("Content-Language"), "mail: Content-Language")
    date = str(message.get("Date", ""))
    try:
        page.declare("published", parsedate_to_datetime(date).isoformat(), "mail: Date")
    except (TypeError, ValueError):
        page.declare("published", date, "mail: Date")


def _read_body(message: EmailMessage, name: str) -> Page:
    """Return the text of a mail, or its HTML where the text is but a part of that."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    page = _read_plain(plain, name) if plain is not None else read_plain_text("")
    if html is None:
        return page
    other = _read_html(html, name)
    if _is_far_shorter(page, other):
        return other
    page.linked_data += other.linked_data
    return page


def _decode(part: MIMEPart, name: str) -> tuple[str, tuple[str, ...]]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode()
    return decode_article(data, name, filter(None, [part.get_content_charset()]))


def _read_plain(part: MIMEPart, name: str) -> Page:
    """Return a text with spaces for what it quotes of other mails, so that all stays in place.

    What it quotes is read where it says next to nothing beside that.
    """
    text, remarks = _decode(part, name)
    own = read_plain_text(_QUOTED.sub(lambda found: " " * len(found[0]), text))
    whole = read_plain_text(_QUOTE_MARK.sub(lambda found: " " * len(found[0]), text))
    page = own
    if _is_far_shorter(own, whole):
        page = whole
        page.remarks.append("what it quotes of another mail was read, too")
    elif quoted := _QUOTED.findall(text):
        page.cut.append(CutPart(" ".join(quoted)[:_MOST_TOLD], "quoted from another mail"))
    page.remarks += remarks
    return page


def _read_html(part: MIMEPart, name: str) -> Page:
    from itinerary.articles.html import read_html

    text, remarks = _decode(part, name)
    page = read_html(text, name)
    page.remarks += remarks
    return page
