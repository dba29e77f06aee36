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
from itinerary.articles.text_decoding import decode_article

_HEAD = re.compile(r"\A(?:[A-Z][A-Za-z-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,40}\n")
_QUOTED = re.compile(r"^(?:>.*|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}.*)$", re.MULTILINE)
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


def is_mail(text: str) -> bool:
    r"""Return whether a text begins as a mail does: with lines From, Subject or Date.

    >>> is_mail("From: a@example.org\nDate: Tue, 5 May 2026 10:00:00 +0200\n\nDear Ana,")
    True
    """
    head = _HEAD.match(text)
    names = {line.partition(":")[0].lower() for line in head[0].splitlines()} if head else set()
    return "from" in names and bool(names & {"date", "subject"})


def read_mail(data: bytes, name: str) -> Page:
    """Return a mail as a page: its text, or its HTML if it has no text, without what it quotes.

    Raises:
        DocumentError: It holds no text.
    """
    policy = cast("EmailPolicy[EmailMessage]", _LenientPolicy())
    message = BytesParser(policy=policy).parsebytes(data)
    page = _read_body(message, name)
    sender = str(message.get("From", ""))
    person, address = parseaddr(sender)
    page.declare("publisher", person or address.rpartition("@")[2], "mail: From")
    page.declare("title", _SUBJECT_MARK.sub("", str(message.get("Subject", ""))), "mail: Subject")
    page.declare("language", message.get("Content-Language"), "mail: Content-Language")
    date = str(message.get("Date", ""))
    try:
        page.declare("published", parsedate_to_datetime(date).isoformat(), "mail: Date")
    except (TypeError, ValueError):
        if date:
            page.remarks.append(f"its Date, '{date[:80]}', cannot be read")
    attached = (
        [each.get_filename() or "?" for each in message.iter_attachments()]
        if (message.is_multipart())
        else []
    )
    page.cut += [CutPart(each, "attached to the mail") for each in attached]
    return page


def _read_body(message: EmailMessage, name: str) -> Page:
    body = message.get_body(("plain", "html"))
    if body is None:
        page = read_plain_text("")
        page.remarks.append("the mail has no text")
        return page
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode()
    text, remarks = decode_article(data, name, filter(None, [body.get_content_charset()]))
    if body.get_content_subtype() == "html":
        from itinerary.articles.html import read_html

        page = read_html(text)
    else:
        page = read_plain_text(_blank_quoted(text))
    html = message.get_body(("html",))
    if html is not None and html is not body:
        _add_linked_data(html, name, page)
    page.remarks += remarks
    return page


def _blank_quoted(text: str) -> str:
    """Return a text with spaces for what it quotes of other mails, so that all stays in place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def _add_linked_data(html: MIMEPart, name: str, page: Page) -> None:
    """Add what the HTML beside the text declares by JSON-LD."""
    from itinerary.articles.html import read_html

    payload = html.get_payload(decode=True)
    if isinstance(payload, bytes):
        text, _ = decode_article(payload, name, filter(None, [html.get_content_charset()]))
        page.linked_data += read_html(text).linked_data
