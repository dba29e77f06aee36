"""The installed packages in; the formats that they add, and why others cannot be used, out.

A package adds a format by an entry point of the group `itinerary.formats`, which leads to a
`Format` and has its name. Looking for them reads the metadata of every installed package: nothing
that the formats of this package do may need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from typing import Any, NamedTuple, TypeGuard

from itinerary.diagnostics import describe_value, find_type_fault, make_printable, shorten_text
from itinerary.export.format_table import FORMATS, Format
from itinerary.export.options import FormatOptions

GROUP = "itinerary.formats"
_FORMS = {
    "name": re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*"),
    "suffix": re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*"),
    "media_type": re.compile(r"[a-z]+/[a-z0-9!#$&^_.+-]+(; *[a-z-]+=[\w.-]+)*", re.ASCII),
}


class Plugin(NamedTuple):
    """A format that a package adds, or the reason why it cannot be used.

    Attributes:
        name: What its entry point is called.
        package: The package that adds it.
        format: Its entry; None if it cannot be used.
        fault: Why it cannot be used, in words; "" if it can.
    """

    name: str
    package: str
    format: Format[Any] | None
    fault: str = ""

    def describe_fault(self) -> str:
        """Return why it cannot be used, in a sentence that names it and its package."""
        return f"format '{shorten_text(self.name)}' of the package {self.package} {self.fault}"


@cache
def load_plugins() -> tuple[Plugin, ...]:
    """Return the formats that installed packages add, by name; those with a fault, too.

    They are looked for once in a process.
    """
    found = list(_find_plugins())
    checked = [_check_words(each, found) for each in found]
    return tuple(sorted(checked, key=lambda each: (each.name, each.package)))


def list_plugin_formats() -> Mapping[str, Format[Any]]:
    """Return the formats of packages that can be used, by name."""
    return {each.name: each.format for each in load_plugins() if each.format}


def describe_fault(name: str) -> str:
    """Return why a format that a package adds cannot be used; "" if no package adds one so called.

    >>> describe_fault("ics")
    ''
    """
    faults = [each for each in load_plugins() if each.name == name and each.fault]
    return "; ".join(each.describe_fault() for each in faults)


def find_package(format: Format[Any]) -> str:
    """Return the package that adds a format; "" for a format of this package."""
    if FORMATS.get(format.name) is format:
        return ""
    return next((each.package for each in load_plugins() if each.format is format), "")


def _find_plugins() -> Iterator[Plugin]:
    """Yield what the packages on the path add, each once: the first is the one that is imported."""
    seen: set[tuple[str, str]] = set()
    for distribution in metadata.distributions():
        try:
            entry_points = tuple(distribution.entry_points.select(group=GROUP))
        except Exception as error:  # of any package: most of them have nothing to do with us
            if _has_our_group(distribution):
                package = _find_name(distribution)
                yield Plugin(package, package, None, f"cannot be read: {describe_error(error)}")
            continue
        for each in entry_points:
            package = _find_name(distribution)
            if (package, each.name) not in seen:
                seen.add((package, each.name))
                yield _load_plugin(each, package)


def _has_our_group(distribution: metadata.Distribution) -> bool:
    """Return whether a package with entry points that cannot be parsed has any of our group."""
    try:
        return f"[{GROUP}]" in (distribution.read_text("entry_points.txt") or "")
    except Exception:
        return False


def _find_name(distribution: metadata.Distribution) -> str:
    """Return the name of a package; one whose metadata is broken may have none."""
    try:
        return make_printable(str(distribution.name or "without a name"))
    except Exception:
        return "without a name"


def _load_plugin(entry_point: metadata.EntryPoint, package: str) -> Plugin:
    try:
        format = entry_point.load()
        fault = _find_fault(format, entry_point.name)
    except (Exception, SystemExit) as error:  # it is code of others, which may do anything
        format, fault = None, f"cannot be loaded: {describe_error(error)}"
    return Plugin(entry_point.name, package, None if fault else format, fault)


def describe_error(error: BaseException) -> str:
    """Return the kind of an error and what it says, on one line that can be printed.

    >>> describe_error(KeyError("route"))
    "KeyError: 'route'"
    """
    said = shorten_text(make_printable(" ".join(str(error).split())))
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _find_fault(format: object, name: str) -> str:
    """Return what is wrong with what an entry point leads to; "" if nothing is."""
    if not _is_format(format):
        return f"is {describe_value(format)}, and must be an itinerary.export.Format"
    for field, form in _FORMS.items():
        value = getattr(format, field)
        if not (isinstance(value, str) and form.fullmatch(value)):
            return f"has {describe_value(value)} for its {field}, which must match {form.pattern}"
    if format.name != name:
        return f"calls itself '{format.name}', and must be called as its entry point is"
    functions = (format.render, format.list_losses or repr, format.list_cautions or repr)
    if not all(map(callable, functions)):
        return "has something that is no function for render, list_losses or list_cautions"
    return _find_fault_of_options(format.options)


def _is_format(value: object) -> TypeGuard[Format[Any]]:
    return isinstance(value, Format)


def _find_fault_of_options(options: object) -> str:
    if not (isinstance(options, type) and issubclass(options, FormatOptions)):
        return "has options that derive from no itinerary.export.FormatOptions"
    if "__dataclass_fields__" not in vars(options):
        return f"has options, {options.__name__}, that are no frozen dataclass"
    kind: type = options
    try:
        fault = find_type_fault(kind)
    except Exception as error:  # of names that are not there
        return f"has options, {options.__name__}, whose types are no types: {describe_error(error)}"
    if fault:
        return f"has options, {options.__name__}: {fault}"
    options()  # what this raises is the fault: each option needs a default
    return ""


def _check_words(plugin: Plugin, others: Iterable[Plugin]) -> Plugin:
    """Return a plug-in with a fault if another format has its name or suffix."""
    if plugin.format is None:
        return plugin
    words = _list_words(plugin.format)
    rivals = {f"the format '{each.name}'": each for each in FORMATS.values()}
    rivals |= {
        f"the format '{each.name}' of the package {each.package}": each.format
        for each in others
        if each.format and each is not plugin
    }
    for rival, format in rivals.items():
        if taken := sorted(words & _list_words(format)):
            return plugin._replace(format=None, fault=f"takes '{taken[0]}', which {rival} has")
    return plugin


def _list_words(format: Format[Any]) -> set[str]:
    """Return what people may call a format by."""
    return {format.name, format.suffix}
