"""The examples that go through an archive, on a local cluster: the same answers as one by one."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from itinerary import find

EXAMPLES = Path(__file__).parent.parent / "examples"
TEXTS = [
    "The mayor resigned on Tuesday and left in 2019.",
    "A vote is due on 3 June; the annual fair is over.",
    "Nothing was said.",
    "Two years later, in May, it rained.",
]
pytestmark = pytest.mark.slow


def load_example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_archive(folder: Path) -> list[dict[str, Any]]:
    """Write three partitions; return their documents."""
    folder.mkdir()
    documents: list[dict[str, Any]] = []
    for number in range(3):
        own = [
            {
                "id": f"{number}-{at}",
                "published": f"2024-05-{at + 10}",
                "text": text,
                "language": "en",
            }
            for at, text in enumerate(TEXTS)
        ]
        lines = "".join(json.dumps(each) + "\n" for each in own)
        (folder / f"part-{number}.jsonl").write_text(lines, encoding="utf-8")
        documents += own
    return documents


def list_expected(documents: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (document["id"], found.start, found.text, found.timex.value)
        for document in documents
        for found in find(document["text"], reference=date.fromisoformat(document["published"]))
    ]


def test_dask_finds_what_is_found_one_by_one(tmp_path: Path) -> None:
    pytest.importorskip("dask")
    parquet = pytest.importorskip("pyarrow.parquet")
    documents = write_archive(tmp_path / "in")
    main = load_example("archive_dask").main
    count = main(str(tmp_path / "in"), str(tmp_path / "out"), workers=2)
    files = sorted((tmp_path / "out").glob("*.parquet"))
    rows = [row for file in files for row in parquet.read_table(file).to_pylist()]
    found = [(row["id"], row["start"], row["text"], row["value"]) for row in rows]
    assert found == list_expected(documents)
    assert count == len(found)
    files[1].unlink()
    assert main(str(tmp_path / "in"), str(tmp_path / "out"), workers=2) == count // 3
    assert sorted((tmp_path / "out").iterdir()) == files


@pytest.mark.filterwarnings("ignore")  # of Spark, about versions of pandas
def test_spark_finds_what_is_found_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("there is no Java")
    documents = write_archive(tmp_path / "in")
    example = load_example("archive_spark")
    spark = sql.SparkSession.builder.master("local[2]").getOrCreate()
    rows = example.find_in_archive(spark, str(tmp_path / "in"), 2).collect()
    spark.stop()
    found = sorted((row["id"], row["start"], row["text"], row["value"]) for row in rows)
    assert found == sorted(list_expected(documents))
