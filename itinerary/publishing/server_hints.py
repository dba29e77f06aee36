"""What servers are to say with the files of a site, in the files that some of them read.

`_headers` is read by Netlify, Cloudflare Pages and others, `.htaccess` by Apache. Both may be
served themselves, so neither names the folder of an edition: what is secret is all but `public/`.
"""

from __future__ import annotations

from collections.abc import Mapping

from itinerary.publishing.editions import PUBLIC

MAX_AGE_SECONDS = 900
_TYPES: Mapping[str, str] = {
    "ics": "text/calendar; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "xml": "application/atom+xml; charset=utf-8",
}
_FILES = ("trip.ics", "background.ics", "briefing.md", "changes.xml")
_FOR_ALL: Mapping[str, str] = {
    "Cache-Control": f"max-age={MAX_AGE_SECONDS}, must-revalidate",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def render_server_hints() -> dict[str, bytes]:
    """Return the files for servers by their names in the site; they are the same for all sites.

    `.nojekyll` keeps GitHub from passing over folders whose names begin with "_", as a token may.
    Calendars are shown in place, as Google takes none that is sent as an attachment. No robots.txt
    is among them: it would keep Google Calendar away, and what is secret is not to be listed.

    >>> sorted(render_server_hints())
    ['.htaccess', '.nojekyll', '_headers']
    """
    return {
        "_headers": _render_headers().encode(),
        ".htaccess": _render_htaccess().encode(),
        ".nojekyll": b"",
    }


def _render_headers() -> str:
    """Return `_headers`. A rule that is not for all files of a folder names one by `:edition`.

    Of two rules Netlify takes the nearer value of a header, Cloudflare joins both: hence the line
    that begins with "!", by which it drops what the first rule has said. Netlify tells that it does
    not know such a line, and goes on.
    """
    rules = [("/*", [*_list_lines(_FOR_ALL), "X-Robots-Tag: noindex"])]
    for name in _FILES:
        lines = [f"Content-Type: {_TYPES[name.rpartition('.')[2]]}"]
        if name.endswith(".ics"):
            lines.append("Content-Disposition: inline")
        rules.append((f"/:edition/{name}", lines))
    rules.append((f"/{PUBLIC}/*", ["! X-Robots-Tag", "X-Robots-Tag: all"]))
    return "\n".join(
        "".join((f"{path}\n", *(f"  {line}\n" for line in lines))) for path, lines in rules
    )


def _render_htaccess() -> str:
    types = "".join(f"  AddType '{type}' .{suffix}\n" for suffix, type in _TYPES.items())
    headers = "".join(f'  Header set {name} "{value}"\n' for name, value in _FOR_ALL.items())
    return (
        f"<IfModule mod_mime.c>\n{types}</IfModule>\n"
        "<IfModule mod_setenvif.c>\n"
        f'  SetEnvIf Request_URI "/{PUBLIC}/[^/]*$" is_public\n'
        "</IfModule>\n"
        f"<IfModule mod_headers.c>\n{headers}"
        '  Header set X-Robots-Tag "noindex" env=!is_public\n'
        '  <Files "*.ics">\n    Header set Content-Disposition "inline"\n  </Files>\n'
        "</IfModule>\n"
    )


def _list_lines(headers: Mapping[str, str]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers.items()]
