"""The command that writes the indexes anew: `python -m itinerary.places`."""

from itinerary.places.airports import AIRPORTS_FILE
from itinerary.places.airports_builder import build_airports
from itinerary.places.index import INDEX_FILE
from itinerary.places.index_builder import build_index
from itinerary.places.land import LAND_FILE
from itinerary.places.land_builder import build_land

if __name__ == "__main__":
    INDEX_FILE.write_bytes(build_index().encode())
    AIRPORTS_FILE.write_bytes(build_airports().encode())
    LAND_FILE.write_bytes(build_land().encode())
