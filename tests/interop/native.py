"""libical."""
READERS = {}
