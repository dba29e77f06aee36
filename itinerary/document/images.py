"""A picture that a page shows beside an entry: where it is, what is on it, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Unpack

from pydantic import AfterValidator, Field

from itinerary.diagnostics import require_argument
from itinerary.document.field_types import Text, build_mapping_validator
from itinerary.document.node import Node

if TYPE_CHECKING:
    from itinerary.document.constructors import ImageFields

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2}")
_WEB_ADDRESS = re.compile(r"https?://[^\s\\]+")


def _check_address(text: str) -> str:
    """Return the address of the web or the path of a file; raise ValueError for any other."""
    if _SCHEME.match(text) and not _WEB_ADDRESS.fullmatch(text):
        raise ValueError(
            "is neither a file nor an address of the web"
            " - write a path from the folder of the document, or begin with https://"
        )
    return text


MAX_IMAGE_BYTES = 512 * 1024  # of a picture that a page holds in itself
_MEDIA_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


class Image(Node):
    """A picture, shown to whom its entry is shown.

    Raises:
        ValidationError: Of pydantic: a field or value is wrong.

    >>> Image(src="images/bridge.jpg", alt="The bridge in 1890").is_file
    True
    """

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[ImageFields]) -> None: ...

    src: Annotated[Text, AfterValidator(_check_address)] = Field(
        description="The path of a file from the folder of the document, or an address.",
        examples=["images/bridge.jpg", "https://example.org/bridge.jpg"],
    )
    alt: Text | None = Field(
        default=None,
        description="What is on it, for those who do not see it.",
        examples=["The bridge in 1890, seen from the harbour"],
    )
    credit: Text | None = Field(
        default=None, description="Whose it is.", examples=["City archive, CC BY 4.0"]
    )

    @property
    def is_file(self) -> bool:
        """Whether it lies beside the document; else it is somewhere on the web."""
        return not _WEB_ADDRESS.match(self.src)


@dataclass(frozen=True)
class ImageFile:
    """The bytes of a picture, by the path that a document names it by.

    >>> ImageFile("bridge.gif", b"GIF89a").media_type
    'image/gif'
    """

    src: str
    data: bytes

    def __post_init__(self) -> None:
        require_argument("src", self.src, str, "a str")
        require_argument("data", self.data, bytes, "the bytes of a picture")

    @property
    def media_type(self) -> str:
        """What it is, by how it begins; "" for none of the forms that all browsers show."""
        if self.data[:4] == b"RIFF" and self.data[8:12] == b"WEBP":
            return "image/webp"
        starts = (start for start in _MEDIA_TYPES if self.data.startswith(start))
        return _MEDIA_TYPES.get(next(starts, b""), "")


ImageOrPath = Annotated[Image, build_mapping_validator("src", Image)]
