"""A Trip in; what contradicts itself in it out: found in every run, before any export."""
