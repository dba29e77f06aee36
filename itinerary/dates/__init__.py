"""Words in; what they mean, and the intervals that it comes to, with the reasons, out.

The date engine, which is usable alone.
"""
