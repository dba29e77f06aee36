"""The status of an answer, or the error of a request, in; what it means and what to do out."""

from __future__ import annotations

from urllib.parse import urljoin

from itinerary.diagnostics import shorten_text

_MEANINGS = {
    401: "the name or the password is wrong",
    403: "this user may not do that there",
    404: "there is no such thing there",
    405: "there is no CalDAV server at this address",
    409: "something else there may have its UID",
    413: "it is too long for the server",
    429: "the server asks to wait",
    503: "the server asks to wait",
    507: "there is no space left on the server",
}
_SAME_UID = "look for a copy, in the bin of the calendar, too; --uid-salt 2 makes all events anew"
_REMEDIES = {
    400: _SAME_UID,
    401: "check --user, and the password that is kept for it",
    403: "check --user and the address; a calendar may be there only to be read",
    404: "check the address",
    405: "check the address",
    409: _SAME_UID,
    413: "shorten its notes",
    415: "",
    422: "",
}


def describe_status(status: int, reason: str) -> tuple[str, str]:
    """Return what a status of HTTP means, and what to do; "" for nothing.

    >>> describe_status(404, "Not Found")
    ('there is no such thing there', 'check the address')
    >>> describe_status(500, "Oops")
    ('Oops', 'push again, and it goes on from there')
    """
    meaning = _MEANINGS.get(status) or shorten_text(reason) or "no reason was given"
    return meaning, _REMEDIES.get(status, "push again, and it goes on from there")


def describe_failure(url: str, error: OSError, seconds: int) -> tuple[str, str]:
    """Return what a request that failed comes to, and what to do, by the kind of its error."""
    kinds = {each.__name__ for each in type(error).__mro__}
    if "TooManyRedirects" in kinds:
        headers = getattr(getattr(error, "response", None), "headers", {})
        target = headers.get("Location", "")
        shown = shorten_text(urljoin(url, target).partition("?")[0])
        return f"{url} leads to {shown}", "give that address, if you trust it"
    if "SSLError" in kinds:
        return (
            f"{url}: the certificate of the server is not trusted, or TLS failed",
            "check the address; a certificate of your own is named by REQUESTS_CA_BUNDLE",
        )
    if "Timeout" in kinds:
        return f"{url} does not answer within {seconds} seconds", "try again later"
    return f"{url} cannot be reached", "check the address and the network"
