"""The lines of a programme in; its events, noted in the story, out."""

from __future__ import annotations

from itinerary.drafting.programme.programme_reader import ProgrammeReader

__all__ = ["ProgrammeReader"]
