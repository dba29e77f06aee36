"""Mistakes of callers: a type checker reports each line that is marked as wrong, and no other."""

from datetime import date
from pathlib import Path

import itinerary
from itinerary import (
    Conventions,
    Document,
    Interval,
    for_audience,
    load,
    loads,
    render,
    resolve,
    resolve_phrase,
    split,
)
from itinerary.document import Claim, Event, Leg, PlaceDetails
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions

document = Document(title="T")
timeline = resolve(document)
monday = date(2025, 9, 1)

itinerary.laod("trip.yaml")  # wrong
resolve("trip.yaml")  # wrong
resolve(Path("trip.yaml"))  # wrong
resolve(timeline)  # wrong
load(3)  # wrong
loads("title: T", "yml")  # wrong
loads("title: T", fmt="yaml")  # wrong
render(document, "ics")  # wrong
render(timeline)  # wrong
render(timeline, "ics", {"alarm": "30m"})  # wrong
render(timeline, "ics", audience="press")  # wrong
render(timeline, "ics", partial="no")  # wrong
for_audience(timeline, "press")  # wrong
split(timeline, "day")  # wrong
resolve_phrase("today")  # wrong
resolve_phrase("today", reference="2025-09-01")  # wrong
resolve_phrase("today", monday)  # wrong
resolve_phrase("today", reference=monday, zone="Europe/Lisbon")  # wrong
resolve_phrase("today", reference=monday, window=(monday, monday))  # wrong
resolve_phrase("today", reference=monday).interval.strat  # wrong

Document(titel="T")  # wrong
Document(title=3)  # wrong
Document(title="T", legs=["Quito"])  # wrong
Document(title="T", visibility="secret")  # wrong
Event(title="T", kind="metting", when="TBD")  # wrong
Event(when="TBD")  # wrong
Event(title="T", when=3)  # wrong
Leg(place=None, wen="TBD")  # wrong
Claim(says="TBD", rank="best")  # wrong
PlaceDetails(name="Quito", latitude="north")  # wrong
document.legs[0].titel  # wrong
document.title = "U"  # wrong

IcsOptions(alrm="30m")  # wrong
IcsOptions(imprecise="spam")  # wrong
IcsOptions(utc="no")  # wrong
MarkdownOptions(style="cards")  # wrong
HtmlOptions(clock=13)  # wrong
Conventions(prefer="futur")  # wrong
Conventions(week_start="monday")  # wrong
Conventions(nxt_weekday="coming")  # wrong

Interval("2025-09-01", None)  # wrong
Interval(monday, None, "day")  # wrong
Interval(monday, None).start.year  # wrong
timeline.select_entries("legs")  # wrong
timeline[0]  # wrong
timeline.on("2025-09-01")  # wrong
timeline.entries[0].interval.edtf  # wrong
timeline.find("quito").title  # wrong
timeline.diagnostics[0].sevrity  # wrong
timeline.id = "other"  # wrong
