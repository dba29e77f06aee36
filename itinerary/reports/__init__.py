"""A Timeline in; a report out: why a date is what it is, and how well sources support it."""
