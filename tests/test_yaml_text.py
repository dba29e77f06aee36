"""A document is written as PyYAML writes it, letter by letter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from itinerary import dumps, load
from itinerary.loading.writers import write_yaml
from itinerary.loading.yaml_text import dump_with_pyyaml

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
# What looks like another type, or needs quotes, beside what does not.
TRICKY = st.sampled_from(
    """yes no NO null ~ true 12 1.5 1e3 0x1F 1_000 12:30 2027-05-04 2027-05-04T10:00 1386 =
    <<  a:b a: :a a#b a-#b -a - --- ... ? ?a !a &a *a %a @a `a` 'a' "a" [a] {a} a,b a;b é 日本 🙂
    https://example.org/a?b=c x-uid a@b.c 10:00/11:00 .5 +1 +a
    1st 0o7 Infinity .inf .nan 4-6""".split()
)
LINES = st.lists(TRICKY | st.just("") | st.text(max_size=8), min_size=2, max_size=5)
TEXTS = (
    TRICKY
    | LINES.map("\n".join)
    | st.text(max_size=30)
    | st.lists(TRICKY | st.sampled_from(["", "it's", "—", "“so”:", "end."]), max_size=40).map(
        " ".join
    )
)
VALUES: Any = st.recursive(
    TEXTS | st.floats(allow_nan=False) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_data_are_written_as_pyyaml_writes_them(data: dict[str, Any]) -> None:
    written = write_yaml(data)
    assert written == re.sub(r"(?<=\n)\.\.\.\n\Z", "", dump_with_pyyaml(data))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_written_as_pyyaml_writes_them(example: Path) -> None:
    text = dumps(load(example))
    assert text == dump_with_pyyaml(yaml.safe_load(text))
