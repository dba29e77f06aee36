"""A checked document and an offset in; what is known of the words there, in Markdown, out."""

from __future__ import annotations

import re
from typing import NamedTuple

from itinerary.codes import Code, get_code_summary
from itinerary.document import Source
from itinerary.document.field_guide import guide_fields
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.completion.fields import describe_field
from itinerary.editor.hints import choose_language, describe_intervals, iterate_other_dates
from itinerary.editor.names import NameUse, find_use_at
from itinerary.editor.node_spans import (
    find_nodes_at,
    find_written_name,
    find_written_text,
    list_steps,
)
from itinerary.editor.text_positions import Span
from itinerary.loading.schema_errors.model_lookup import find_model
from itinerary.loading.source_map import PathNode
from itinerary.markdown_text import escape_text
from itinerary.places import Place
from itinerary.reports.provenance import EntryProvenance, trace_date, trace_entry
from itinerary.reports.rendering import format_explanations
from itinerary.timeline import Entry


class Hover(NamedTuple):
    """What is shown beside a part of the text, in Markdown."""

    span: Span
    markdown: str


def describe_at(checked: CheckedText, offset: int) -> Hover | None:
    """Return what is known of the words at an offset; None if nothing is.

    Of a date it is its explanation, as `itinerary explain` gives it; of an id what bears it; of a
    place its time zone; of the name of a field what it holds.
    """
    if not checked.is_readable:
        return None
    nodes = find_nodes_at(checked.source_map, offset)
    hover = _describe_field_name(checked, nodes, offset)
    if hover is None:
        use = find_use_at(checked, offset)
        hover = _describe_use(checked, use) if use else None
    hover = (
        hover
        or _describe_date(checked, nodes, offset)
        or _describe_place(checked, nodes, offset)
        or _describe_other_date(checked, offset)
    )
    return _append_codes(checked, hover, offset)


def _describe_field_name(checked: CheckedText, nodes: list[PathNode], offset: int) -> Hover | None:
    path = list_steps(nodes)
    if not path or not isinstance(path[-1], str):
        return None
    span = find_written_name(checked.source_map, path).span
    field = guide_fields(find_model(path[:-1])).get(path[-1])
    if offset not in span or field is None or path[-2:-1] == ("sources",):
        return None
    return Hover(span, describe_field(field))


def _describe_use(checked: CheckedText, use: NameUse) -> Hover | None:
    document, timeline = checked.loaded.document, checked.timeline
    if use.kind == "source" and document and (source := document.sources.get(use.name)):
        return Hover(use.span, _describe_source(source))
    entry = timeline.find(use.name) if timeline and use.kind == "entry" else None
    if entry is None or timeline is None or use.role == "made":
        return None
    return Hover(use.span, _explain(trace_entry(timeline, entry)))


def _describe_source(source: Source) -> str:
    lines = [f"**{escape_text(source.title)}**", escape_text(source.publisher)]
    if source.published:
        lines.append(f"published {escape_text(source.published)}")
    return "  \n".join(lines)


def _describe_date(checked: CheckedText, nodes: list[PathNode], offset: int) -> Hover | None:
    found = _find_entry(checked, nodes)
    if found is None or checked.timeline is None:
        return None
    entry, rest = found
    dating = next((each for each in entry.datings if each.name == str(rest[0].step)), None)
    written = find_written_text(checked.source_map, list_steps(nodes))
    if dating is None or offset not in written.span:
        return None
    date = trace_date(checked.timeline, entry, dating)
    return Hover(written.span, _explain(EntryProvenance(entry, (date,))))


def _describe_place(checked: CheckedText, nodes: list[PathNode], offset: int) -> Hover | None:
    found = _find_entry(checked, nodes)
    written = find_written_text(checked.source_map, list_steps(nodes))
    if found is None or offset not in written.span:
        return None
    entry, rest = found
    places = {"place": entry.place, "from": entry.place, "to": entry.destination}
    place = places.get(str(rest[0].step))
    return Hover(written.span, _format_place(place)) if place else None


def _describe_other_date(checked: CheckedText, offset: int) -> Hover | None:
    """Return what a date comes to that is none of an entry, such as when a source was published."""
    for path, interval in iterate_other_dates(checked):
        written = find_written_text(checked.source_map, path)
        if written.file is checked.file and offset in written.span:
            label = describe_intervals([interval], choose_language(checked))
            return Hover(written.span, f"**{escape_text(label)}**  \n{escape_text(interval.edtf)}")
    return None


def _format_place(place: Place) -> str:
    facts = [place.timezone, place.country, place.city]
    if place.latitude is not None and place.longitude is not None:
        facts.append(f"{place.latitude:.4f}, {place.longitude:.4f}")
    return f"**{escape_text(place.name)}**  \n{escape_text('; '.join(filter(None, facts)))}"


def _find_entry(checked: CheckedText, nodes: list[PathNode]) -> tuple[Entry, list[PathNode]] | None:
    """Return the entry around a node, and the nodes below it; None if there is none."""
    path = list_steps(nodes)
    by_path = {entry.path: entry for entry in checked.timeline or ()}
    for length in range(len(path) - 1, -1, -1):
        if entry := by_path.get(path[:length]):
            return entry, nodes[length + 1 :]
    return None


def _explain(provenance: EntryProvenance) -> str:
    text = format_explanations([provenance])
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)  # which nothing in the text ends
    return f"{fence}text\n{text}{fence}" if text else ""


def _append_codes(checked: CheckedText, hover: Hover | None, offset: int) -> Hover | None:
    """Add what the codes of the findings mean that begin in what is shown."""
    if hover is None:
        return None
    codes: dict[str, None] = {}
    for each in checked.findings:
        if each.code and each.position.file == checked.file.name:
            at = checked.file.find_offset(each.position.line, each.position.column)
            if at in hover.span:
                codes[Code(each.code)] = None
    notes = [f"*{code}*: {escape_text(get_code_summary(code))}" for code in codes]
    return hover._replace(markdown="\n\n---\n\n".join([hover.markdown, *notes]))
