"""Renders what a document with errors comes to, as most tests of hostile and drawn documents do."""

from functools import partial

from itinerary import render

render_partly = partial(render, partial=True)
