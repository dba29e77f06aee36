"""The command that writes `places.tsv` anew: `python -m itinerary.places`."""

from itinerary.places.index import INDEX_FILE
from itinerary.places.index_builder import build_index

if __name__ == "__main__":
    INDEX_FILE.write_bytes(build_index().encode())
