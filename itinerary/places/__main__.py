"""Writes `places.tsv` anew: `python -m itinerary.places`."""

from itinerary.places.generate import generate
from itinerary.places.index import INDEX

if __name__ == "__main__":
    INDEX.write_bytes(generate().encode())
