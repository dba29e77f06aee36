"""A Timeline and the name of a format in; text out, or the bytes of a file."""

from __future__ import annotations

import warnings
from dataclasses import replace

from itinerary.diagnostics import OptionError, describe_value, require_flag, require_text
from itinerary.diagnostics.printable_text import find_half_character
from itinerary.export.follow_links import FollowLinks as FollowLinks
from itinerary.export.follow_links import ReleaseChanges as ReleaseChanges
from itinerary.export.format_table import FORMATS as FORMATS
from itinerary.export.format_table import Format as Format
from itinerary.export.lookup import get_format as get_format
from itinerary.export.lookup import list_formats as list_formats
from itinerary.export.lookup import name_failing_package as _name_failing_package
from itinerary.export.options import BriefingOptions as BriefingOptions
from itinerary.export.options import FormatOptions as FormatOptions
from itinerary.export.options import HtmlOptions as HtmlOptions
from itinerary.export.options import IcsOptions as IcsOptions
from itinerary.export.options import ListingOptions as ListingOptions
from itinerary.export.options import MarkdownOptions as MarkdownOptions
from itinerary.timeline import Timeline, require_timeline
from itinerary.views.audience import Audience, for_audience


def formats() -> tuple[str, ...]:
    """Return the names of the formats that `render` writes, in alphabetical order.

    Those that installed packages add by an entry point of the group `itinerary.formats` are among
    them; one that cannot be used is not, and asking for it says why. `get_format` has the suffix,
    media type and options of each.

    >>> {"ics", "markdown"} <= set(formats())
    True
    """
    return tuple(each.name for each in list_formats() if each.is_text)


def render(
    timeline: Timeline,
    format: str,
    options: FormatOptions | None = None,
    *,
    audience: Audience = "staff",
    partial: bool = False,
    **deprecated: object,
) -> str:
    """Return a timeline as the text of a format; "" where the format has nothing to say.

    Args:
        timeline: What `resolve` returns.
        format: One of `formats()`.
        options: The format's own, of `itinerary.export`; None is for the defaults. "ics", "jcal":
            `IcsOptions(background, imprecise, cancelled, alarm, name, color, utc, uid_salt, lang,
            source)`; "html": `HtmlOptions(lang, clock, since, holidays, images, follow)`;
            "markdown": `MarkdownOptions(lang, clock, since, holidays, style)`; "mermaid",
            "timelinejs", "markwhen", "org", "geojson": `ListingOptions(lang)`; "csv", "json" have
            none.
        audience: Who reads it: "public", "party" or "staff". What only others may see is in no
            part of the text, also not among the changes since an earlier issue.
        partial: Whether a document with errors is written all the same, without the dates that
            they concern.
        deprecated: The options of the format as keywords, as version 0.1.0 took them.

    Raises:
        DocumentError: The document has errors, and `partial` is not set; it carries all of them,
            or, for another audience than staff, one that tells nothing of what is hidden.
        OptionError: The format, the audience, or the name or value of an option is unknown, or
            the options are those of another format.
        TypeError: `timeline` is no Timeline.

    >>> from itinerary import loads, resolve
    >>> timeline = resolve(loads("{title: Trip, events: [{title: Tea, when: 2025-09-03}]}"))
    >>> render(timeline, "ics", IcsOptions(alarm="30m", lang="es")).count("BEGIN:VEVENT")
    1
    >>> render(timeline, "markdown", MarkdownOptions(style="timeline")).splitlines()[0]
    '# Trip'
    """
    if deprecated:
        options = _take_deprecated_options(format, options, deprecated)
    content = _render_content(timeline, format, options, audience, partial)
    if isinstance(content, bytes):
        raise OptionError(f"{format} is no text - use itinerary.export.render_bytes")
    return content


def render_bytes(
    timeline: Timeline,
    format: str,
    options: FormatOptions | None = None,
    *,
    audience: Audience = "staff",
    partial: bool = False,
) -> bytes:
    """Return a timeline as the content of a file, of any format, PDF too; text is UTF-8.

    Arguments and errors are those of `render`.
    """
    content = _render_content(timeline, format, options, audience, partial)
    return content.encode() if isinstance(content, str) else content


def list_option_names(format: str) -> frozenset[str]:
    """Return the names of the options of a format. Raises OptionError for an unknown format.

    >>> "alarm" in list_option_names("ics"), list_option_names("json")
    (True, frozenset())
    """
    return frozenset(get_format(format).options.__dataclass_fields__)


def list_losses(
    timeline: Timeline, format: str, options: FormatOptions | None = None
) -> tuple[str, ...]:
    """Return what a format leaves out or cannot show of a timeline, in sentences.

    Raises OptionError as `render` does.
    """
    require_timeline("timeline", timeline)
    entry = get_format(format)
    choices = _require_options(entry, options)
    with _name_failing_package(entry):
        return entry.list_losses(timeline, choices) if entry.list_losses else ()


def list_cautions(text: str, format: str) -> tuple[str, ...]:
    """Return what some programs do not take of a text in a format, in sentences.

    Raises OptionError for an unknown format.
    """
    require_text("text", text)
    entry = get_format(format)
    with _name_failing_package(entry):
        return entry.list_cautions(text) if entry.list_cautions else ()


def _render_content(
    timeline: Timeline,
    format: str,
    options: FormatOptions | None,
    audience: Audience,
    partial: bool,
) -> str | bytes:
    require_timeline("timeline", timeline)
    require_flag("partial", partial)
    entry = get_format(format)
    choices = _require_options(entry, options)
    visible = for_audience(timeline, audience)
    if not partial:
        visible.raise_for_errors()  # an audience gets an error that tells nothing of what is hidden
    if visible is not timeline:
        visible = replace(visible, diagnostics=())  # they are for the author
    with _name_failing_package(entry):
        content = entry.render(visible, choices.restrict_to(visible.audience))
        expected = str if entry.is_text else bytes
        if not isinstance(content, expected):
            given = describe_value(content)
            raise TypeError(f"render gave {given}, where {expected.__name__} is expected")
        if isinstance(content, str) and FORMATS.get(entry.name) is not entry:
            _require_whole_characters(content)
    return content


def _require_whole_characters(content: str) -> None:
    if (index := find_half_character(content)) is not None:
        raise ValueError(f"render gave half of a character (a surrogate) at index {index}")


def _require_options(entry: Format[FormatOptions], options: FormatOptions | None) -> FormatOptions:
    """Return the options of a format, or its defaults; raise OptionError for those of another."""
    if options is None:
        return entry.options()
    if not isinstance(options, entry.options):
        known, given = entry.options.__name__, type(options).__name__
        raise OptionError(f"{entry.name} takes {known}, not {given}")
    return options


def _take_deprecated_options(
    format: str, options: FormatOptions | None, given: dict[str, object]
) -> FormatOptions:
    """Return the options that are given as keywords, with a warning that says how to give them."""
    if options is not None:
        raise TypeError(f"render() got options both as an object and as {', '.join(given)}=…")
    options_class = get_format(format).options
    choices = options_class(**given)
    shown = ", ".join(f"{name}=…" for name in given)
    warnings.warn(
        f"render(…, {shown}) is deprecated: pass {options_class.__name__}({shown}) as options",
        DeprecationWarning,
        stacklevel=3,
    )
    return choices
