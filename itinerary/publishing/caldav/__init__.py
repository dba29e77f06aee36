"""A timeline in; the calendar of a CalDAV server (RFC 4791) out, with its events and no others.

    timeline ──list_pushed_events──▶ events ┐
    state file ──▶ what was sent before     ├─plan_push──▶ steps ──take_steps──▶ the server
    server ──▶ what lies there now          ┘

`push_plan` decides and neither reads nor writes anything; `server` alone talks to the network.
"""

from __future__ import annotations

from itinerary.publishing.caldav.credentials import check_address as check_address
from itinerary.publishing.caldav.credentials import find_credentials as find_credentials
from itinerary.publishing.caldav.errors import PushError as PushError
from itinerary.publishing.caldav.events import list_pushed_events as list_pushed_events
from itinerary.publishing.caldav.push_plan import WRITING as WRITING
from itinerary.publishing.caldav.push_plan import Action as Action
from itinerary.publishing.caldav.push_plan import Step as Step
from itinerary.publishing.caldav.push_state import PushState as PushState
from itinerary.publishing.caldav.pushing import list_steps as list_steps
from itinerary.publishing.caldav.pushing import take_steps as take_steps
from itinerary.publishing.caldav.server import CalendarServer as CalendarServer
from itinerary.publishing.caldav.server import require_caldav as require_caldav
