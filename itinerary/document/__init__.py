"""What a person writes about a trip: frozen models of the document and its parts.

They hold only what the document says. Dates are still the words of the sources here;
`itinerary.resolve` works out what they mean.
"""

from pydantic import ValidationError

from itinerary.document.claims import MAX_CLAIMS, Claim
from itinerary.document.entries import BackgroundEvent, Event
from itinerary.document.images import Image, ImageFile
from itinerary.document.json_schema import build_schema
from itinerary.document.kinds import KINDS, KindSpec
from itinerary.document.legs import Day, Leg
from itinerary.document.model import Document
from itinerary.document.node import Node
from itinerary.document.people import Contact, Person
from itinerary.document.place_details import PlaceDetails
from itinerary.document.sources import Account, Dispute, Source, Statement

Place = PlaceDetails  # as one writes a place; what it comes to is a Place of itinerary.places

__all__ = [
    "KINDS",
    "MAX_CLAIMS",
    "Account",
    "BackgroundEvent",
    "Claim",
    "Contact",
    "Day",
    "Dispute",
    "Document",
    "Event",
    "Image",
    "ImageFile",
    "KindSpec",
    "Leg",
    "Node",
    "Person",
    "Place",
    "PlaceDetails",
    "Source",
    "Statement",
    "ValidationError",
    "build_schema",
]
