"""What is hidden from the readers of an edition is in no byte of it, however often it is published.

Documents are drawn as in `test_leaks`: every text of what is hidden holds a secret.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pages import reveal_text
from releases import NOW, Office, read_folder
from test_leaks import PARTY, PUBLIC, SECRETS, counts_from_hidden, documents, read, remove_hidden

from itinerary import OptionError

Node = dict[str, Any]
NAMED = re.compile(r"\$(zq(?:party|staff)-\d+)(?:\.(?:start|end)\b)?")
# Each example takes half a second: to look for a smaller one would take an hour.
PUBLISHED = settings(
    max_examples=settings.default.max_examples // 2,  # 1,000 by --hypothesis-profile=exhaustive
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.filter_too_much, HealthCheck.too_slow),
)


@pytest.fixture(autouse=True, scope="module")
def _no_browser():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        patch.delenv("ITINERARY_SECRETS", raising=False)
        yield


def mend(document: Node) -> Node:
    """Return a document without the parts that have errors, as it would not be published."""
    document = copy.deepcopy(document)
    while errors := [each for each in read(document).diagnostics if each.severity == "error"]:
        remove_part(document, errors[0].path)
        document = forget_removed(document)
    return document


def forget_removed(document: Node) -> Node:
    """Return a document whose texts name no entry that it does not have."""
    text = json.dumps(document)
    known = {*re.findall(r'"id": "([^"]+)"', text)}
    return json.loads(
        NAMED.sub(lambda found: found[0] if found[1] in known else "another date", text)
    )


def remove_part(document: Node, path: tuple[Any, ...]) -> None:
    """Remove the event, day or leg that a path leads to; what is of none is emptied."""
    at = max((place for place, each in enumerate(path) if isinstance(each, int)), default=-1)
    if at < 0 or path[0] not in ("legs", "events", "days"):
        assume(path and path[0] in document)
        del document[path[0]]
        return
    holder: Any = document
    while path[at - 1] not in ("legs", "events", "days"):
        at = max(place for place, each in enumerate(path[:at]) if isinstance(each, int))
    for each in path[:at]:
        holder = holder[each]
    del holder[path[at]]


def publish_issues(folder: Path, issues: list[Node], audience: str, traveller: str) -> Office:
    """Publish documents one after the other; those for nobody are no example."""
    office = Office(folder)
    for number, document in enumerate(issues, start=1):
        dated = {"issue": number, "revised": f"2025-09-{number:02}T09:00Z"}
        office.write(document | dated)
        try:
            office.publish("staff", audience, now=NOW)
            if traveller:
                office.publish(audience, traveller=traveller, now=NOW)
        except OptionError:  # there is no such traveller
            assume(False)
    return office


@pytest.mark.slow
@PUBLISHED
@given(
    documents(), documents(), st.sampled_from((PUBLIC, PARTY)), st.sampled_from(("", "Ana", "Bo"))
)
def test_no_published_byte_tells_what_is_hidden(document, earlier, audience, traveller) -> None:
    with TemporaryDirectory() as base:
        first, second = mend(earlier), mend(document)
        office = publish_issues(Path(base), [first, second, first], audience, traveller)
        names = [audience, *(each for each in office.tokens() if each.startswith(f"{audience}-"))]
        beside = {name: each for name, each in office.files().items() if "/" not in name}
        shown = [beside, *(read_folder(office.folder(name)) for name in names)]
        for name, data in (item for files in shown for item in files.items()):
            text = reveal_text(data.decode()).lower()
            assert not [each for each in SECRETS[audience] if each in text], name
            own = {office.tokens().get(each, "-") for each in names}
            assert not [
                each for each in office.tokens().values() if each in text and each not in own
            ]


@st.composite
def issues(draw: Callable[[st.SearchStrategy[Any]], Any], audience: str) -> list[Node]:
    """Two documents and the first again, of which no date counts from what is hidden.

    Most count from something hidden: each is drawn again by itself.
    """

    def counts_from_nothing_hidden(document: Node) -> bool:
        bare = remove_hidden(document, audience, sources=True)
        return not counts_from_hidden(read(bare | {"issue": 1, "revised": "2025-09-01T09:00Z"}))

    comparable = documents().map(mend).filter(counts_from_nothing_hidden)
    first, second = draw(comparable), draw(comparable)
    return [first, second, first]


@pytest.mark.slow
@PUBLISHED
@given(st.data(), st.sampled_from((PUBLIC, PARTY)))
def test_an_edition_is_published_as_that_of_the_document_without_its_hidden_part(
    draw, audience
) -> None:
    whole = draw.draw(issues(audience), label="issues")
    bare = [remove_hidden(each, audience, sources=True) for each in whole]
    found = []
    for published in (whole, bare):
        with TemporaryDirectory() as base:
            office = publish_issues(Path(base), published, audience, "")
            found.append(read_folder(office.folder(audience)))
    assert [
        name
        for name in found[0].keys() | found[1].keys()
        if found[0].get(name) != found[1].get(name)
    ] == []
