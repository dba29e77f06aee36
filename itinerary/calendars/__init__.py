"""Calendars that others wrote, or that we wrote, in: a Document to edit, or what differs from the Timeline, out."""
