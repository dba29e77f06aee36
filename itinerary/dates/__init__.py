"""The date engine, usable alone: words in; what they mean, and the intervals that come of it with their reasons, out."""
