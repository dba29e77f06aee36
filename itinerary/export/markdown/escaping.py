"""A line of a briefing in; the same line as Markdown out."""

from __future__ import annotations

from itinerary.briefing import Citation, Line, LineBreak, Link, Piece, Strong
from itinerary.markdown_text import escape_line_start, escape_part


def render_line(line: Line, indent: str = "") -> str:
    """Return a line of a briefing as Markdown; the lines in which it goes on have an indent."""
    lines = "".join(map(_render_piece, line)).split("\n")
    return f"\n{indent}".join(escape_line_start(each.strip()) for each in lines)


def _render_piece(piece: Piece) -> str:
    match piece:
        case Citation(numbers):
            return f" [{', '.join(map(str, numbers))}]"
        case Link(url):
            return f"<{url.replace('<', '%3C').replace('>', '%3E')}>"
        case Strong(text):
            return f"**{escape_part(text).strip()}**"
        case LineBreak():
            return "\n"
        case _:
            return escape_part(piece)
