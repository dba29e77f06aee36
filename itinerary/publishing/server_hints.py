"""A stand-in."""


def render_server_hints() -> dict[str, bytes]:
    """Return what servers are to know."""
    return {"_headers": b"/*.ics\n  Content-Type: text/calendar; charset=utf-8\n"}
