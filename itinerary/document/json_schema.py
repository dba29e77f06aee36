"""The JSON Schema of documents, by which editors complete and check them."""

from __future__ import annotations

from typing import Any

from itinerary.document.model import Document

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = "urn:itinerary:document:1"  # a name, not an address: no editor has to fetch it


def build_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document, as JSON data.

    >>> build_schema()["$id"]
    'urn:itinerary:document:1'
    """
    return {"$schema": SCHEMA_DIALECT, "$id": SCHEMA_ID} | Document.model_json_schema()
