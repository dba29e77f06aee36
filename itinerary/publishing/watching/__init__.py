"""What makes a page in; the page out on this machine, made and shown anew at each change.

    build() ──▶ Edition ──compose_shown_page──▶ server ──▶ browser
       ▲                                          │
       └──────── changes of its files ◀───────────┘ (reload)

`file_changes` is the door to watchfiles, `server` the one to starlette and uvicorn.
"""

from __future__ import annotations

from itinerary.publishing.watching.edition import Edition as Edition
from itinerary.publishing.watching.server import open_port as open_port
from itinerary.publishing.watching.server import require_watch as require_watch
from itinerary.publishing.watching.server import serve_editions as serve_editions
