"""Finds the dates of an archive with Dask: a folder of JSONL in, a folder of Parquet out.

    python archive_dask.py ARCHIVE FOUND

Each file of ARCHIVE is a partition, with a document a line: {"id", "published", "text",
"language"}. FOUND gets a Parquet file for each, with a row a date. One that is there is done:
whoever starts the program again goes on where it stopped. Needs `dask` and `pyarrow`.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import dask.bag
import pyarrow as pa
import pyarrow.parquet as pq

from itinerary import find

SCHEMA = pa.schema(
    [(name, pa.int64() if name in ("start", "end") else pa.string())
     for name in ("id", "start", "end", "text", "kind", "type", "value", "anchor", "reason")]
)  # fmt: skip


def list_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each date of a document."""
    published, language = document["published"], document.get("language", "en")
    return [
        {
            "id": document["id"],
            "start": found.start,
            "end": found.end,
            "text": found.text,
            "kind": found.kind.value,
            "type": found.timex.type,
            "value": found.timex.value,
            "anchor": found.anchor and found.anchor.isoformat(),
            "reason": found.reason,
        }
        for found in find(
            document["text"], reference=date.fromisoformat(published), language=language
        )
    ]


def find_in_partition(names: tuple[str, str]) -> int:
    """Write the dates of a partition, whole or not at all; return how many there are."""
    source, target = map(Path, names)
    part = target.with_suffix(".part")
    with source.open(encoding="utf-8") as lines:
        rows = [row for line in lines if line.strip() for row in list_rows(json.loads(line))]
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), part)
    part.rename(target)
    return len(rows)


def main(archive: str, found: str, workers: int | None = None) -> int:
    """Go through the partitions that are not done; return how many dates they have."""
    folder = Path(found)
    folder.mkdir(parents=True, exist_ok=True)
    pairs = [
        (str(each), str(folder / f"{each.stem}.parquet"))
        for each in sorted(Path(archive).glob("*.jsonl"))
    ]
    waiting = [pair for pair in pairs if not Path(pair[1]).exists()]
    if not waiting:
        return 0
    bag = dask.bag.from_sequence(waiting, npartitions=len(waiting)).map(find_in_partition)
    return sum(bag.compute(scheduler="processes", num_workers=workers))


if __name__ == "__main__":
    print(f"{main(sys.argv[1], sys.argv[2])} dates found")
