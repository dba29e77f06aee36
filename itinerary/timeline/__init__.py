"""What `resolve` returns: a trip whose dates are absolute, each with its reasons."""

from itinerary._moved import add_former_names
from itinerary.timeline.entries import Dating, Entry, Reading, SectionName, Step
from itinerary.timeline.identity import UID_NAMESPACE, derive_uid
from itinerary.timeline.timeline import Timeline
from itinerary.timeline.timeline import require_timeline as require_timeline
from itinerary.timeline.verdict import Verdict

__all__ = [
    "UID_NAMESPACE",
    "Dating",
    "Entry",
    "Reading",
    "SectionName",
    "Step",
    "Timeline",
    "Verdict",
    "derive_uid",
]

add_former_names(Dating, chosen="chosen_reading", planned="planned_reading")
add_former_names(Entry, dating="find_dating")
add_former_names(Timeline, of="select_entries", around="enclosing_legs")
