"""A Timeline and a request in; the files that are to be written out, each with its text."""
