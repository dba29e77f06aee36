"""Hostile and odd input: the texts, the documents made of them, what has to hold of each, and `make fuzz`, which runs them for long."""
