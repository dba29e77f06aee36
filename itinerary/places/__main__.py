"""The command that writes the indexes anew: `python -m itinerary.places`."""

from itinerary.places.airports import AIRPORTS_FILE
from itinerary.places.airports_builder import build_airports
from itinerary.places.index import INDEX_FILE
from itinerary.places.index_builder import build_index

if __name__ == "__main__":
    INDEX_FILE.write_bytes(build_index().encode())
    AIRPORTS_FILE.write_bytes(build_airports().encode())
