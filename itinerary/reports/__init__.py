"""A Timeline or findings in; a report out: why a date is what it is, where sources differ, what each date rests on."""
