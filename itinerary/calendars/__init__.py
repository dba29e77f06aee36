"""Imports calendars (iCalendar) as documents, and verifies calendars against their timelines."""
