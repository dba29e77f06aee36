"""A document and its folder in; the pictures that lie there out, for a page to hold in itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from itinerary.diagnostics import require_argument, shorten_text
from itinerary.document import Document, Image, ImageFile
from itinerary.document.images import MAX_IMAGE_BYTES
from itinerary.document.legs import Programme, iterate_events
from itinerary.loading.source_file import read_limited_bytes
from itinerary.loading.source_sheets import find_root

MAX_IMAGES_BYTES = 16 * MAX_IMAGE_BYTES  # of a document together


class LoadedImages(NamedTuple):
    """The pictures of a document, and why others are not among them, in sentences."""

    files: tuple[ImageFile, ...]
    problems: tuple[str, ...]


def load_images(
    document: Document,
    folder: str | os.PathLike[str],
    *,
    root: str | os.PathLike[str] | None = None,
) -> LoadedImages:
    """Return the pictures that a document names as files, for `HtmlOptions(images=…)`.

    A picture that cannot be taken is a problem that is told, never an error: its words stay.

    Args:
        document: The document.
        folder: The folder from which paths count.
        root: The folder that all pictures must lie in, as all source sheets must.

    Raises:
        TypeError: An argument has a wrong type; the message names it.

    >>> from itinerary import loads
    >>> document = loads("{title: T, background: [{title: B, when: 1890, image: none.png}]}")
    >>> load_images(document, "examples").problems
    ('image none.png: there is no such file',)
    """
    require_argument("document", document, Document, "a Document")
    home = Path(folder)
    within = (Path(root) if root is not None else find_root(home)).resolve()
    files: dict[str, ImageFile] = {}
    problems: dict[str, str] = {}
    room = MAX_IMAGES_BYTES
    for image in iterate_images(document):
        if image.src in files or image.src in problems:
            continue
        found = _load_image(home / image.src, image.src, within, room)
        if isinstance(found, str):
            problems[image.src] = f"image {shorten_text(image.src)}: {found}"
        else:
            files[image.src] = found
            room -= len(found.data)
    return LoadedImages(tuple(files.values()), tuple(problems.values()))


def list_image_paths(document: Document) -> tuple[str, ...]:
    """Return the paths of the pictures that a document names as files, each once.

    >>> from itinerary import loads
    >>> list_image_paths(loads("{title: T, background: [{title: B, when: 1890, image: b.png}]}"))
    ('b.png',)
    """
    return tuple(dict.fromkeys(image.src for image in iterate_images(document)))


def iterate_images(document: Document) -> Iterator[Image]:
    """Yield the pictures of a document that are files, whether or not they are there."""
    parts: tuple[Programme, ...] = (document, *document.legs)
    events = (each.event for part in parts for each in iterate_events(part))
    images = (*(each.image for each in events), *(each.image for each in document.background))
    yield from (each for each in images if each and each.is_file)


def _load_image(path: Path, name: str, root: Path, room: int) -> ImageFile | str:
    """Return a picture, or why it is not taken."""
    try:
        target = path.resolve()
        if not target.is_relative_to(root):
            return "it lies outside the root"
        if not target.is_file():
            return "there is no such file"
        data = read_limited_bytes(target, MAX_IMAGE_BYTES)
    except (OSError, ValueError, RuntimeError):  # the last of links that lead in a circle
        return "it cannot be read"
    if len(data) > MAX_IMAGE_BYTES:
        return f"it has more than {MAX_IMAGE_BYTES // 1024} KiB"
    if len(data) > room:
        return f"all pictures together have more than {MAX_IMAGES_BYTES // 2**20} MiB"
    file = ImageFile(name, data)
    return file if file.media_type else "it is no PNG, JPEG, GIF or WebP"
