"""What many documents, and many mistakes, take: memory and the size of what is said of them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from itinerary.loading import read_text
from itinerary.resolving import resolve

# Prints the most memory that the process has had, in KiB, after each third of its documents.
USING_DOCUMENTS = """
import resource, sys
from itinerary import loads, render, resolve
DOCUMENT = '''
title: Trip {0}
id: trip-{0}
dates: 2–4 September 2025
sources: {{gazette: {{publisher: Gazette {0}, title: Trip {0}, published: 2025-08-29}}}}
legs:
  - {{id: quito, place: "Quito, Ecuador", when: on Wednesday, source: gazette}}
events:
  - {{title: Meeting {0}, when: "2025-09-03 {1:02}:{2:02}", place: "Quito, Ecuador"}}
  - {{title: Talk {0}, when: "the day after $quito at {1}:{2:02}", place: "Quito, Ecuador"}}
'''
third = int(sys.argv[1])
for number in range(3 * third):
    timeline = resolve(loads(DOCUMENT.format(number, number % 12 + 8, number % 60)))
    for format in ("ics", "json", "markdown", "html"):
        render(timeline, format)
    if number % third == third - 1:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
MISTAKE = "{{title: Event {0} of the long programme of the trip, wen: on the {1} of the month}}"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
def test_memory_is_flat_over_many_documents() -> None:
    """What each takes is given back: 200 more of them add less than 2 MiB."""
    command = [sys.executable, "-c", USING_DOCUMENTS, "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    _, second, third = map(int, done.stdout.split())
    assert third - second < 2048


@pytest.mark.slow
@pytest.mark.parametrize("separator", ["", "\n"], ids=["in one line", "in lines of their own"])
def test_two_thousand_mistakes_are_told_in_four_megabytes(separator: str) -> None:
    events = f",{separator}".join(MISTAKE.format(number, number % 28) for number in range(2_000))
    found = read_text(f"{{title: T, events: [{events}]}}")
    findings = [
        *found.diagnostics,
        *(resolve(found.document).diagnostics if found.document else ()),
    ]
    written = [json.dumps(each.to_dict()) for each in findings]
    assert len(written) >= 2_000
    assert max(map(len, written)) <= 2_000
    assert sum(map(len, written)) <= 4_000_000
