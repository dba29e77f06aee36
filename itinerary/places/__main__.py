"""Writes `places.tsv` anew: `python -m itinerary.places`."""

from itinerary.places.generate import generate_index
from itinerary.places.index import INDEX_FILE

if __name__ == "__main__":
    INDEX_FILE.write_bytes(generate_index().encode())
