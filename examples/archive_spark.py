"""Finds the dates of an archive with Spark: JSONL in, Parquet out, by a pandas UDF.

    spark-submit archive_spark.py ARCHIVE FOUND

ARCHIVE has a document a line: {"id", "published", "text", "language"}; FOUND gets a row a date.
Spark itself repeats what fails, and cuts large files. Needs `pyspark`, `pandas` and `pyarrow`, and
Java.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

from itinerary import find

INPUT = "id string, published string, text string, language string"
OUTPUT = (
    "id string, start long, end long, text string, kind string, type string, value string,"
    " anchor string, reason string"
)


def find_in_batches(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Yield the dates of each batch of documents, a row a date."""
    for batch in batches:
        rows = [
            (
                document.id,
                found.start,
                found.end,
                found.text,
                found.kind.value,
                *found.timex,
                found.anchor and found.anchor.isoformat(),
                found.reason,
            )
            for document in batch.itertuples()
            for found in find(
                document.text,
                reference=date.fromisoformat(document.published),
                language=document.language or "en",
            )
        ]
        yield pd.DataFrame(rows, columns=[each.split()[0] for each in OUTPUT.split(", ")])


def find_in_archive(spark: SparkSession, archive: str, partitions: int) -> DataFrame:
    """Return the dates of an archive, a row a date."""
    documents = spark.read.schema(INPUT).json(archive).repartition(partitions)
    return documents.mapInPandas(find_in_batches, OUTPUT)


def main(archive: str, found: str) -> None:
    """Write the dates of an archive."""
    spark = SparkSession.builder.appName("itinerary").getOrCreate()
    cores = spark.sparkContext.defaultParallelism
    find_in_archive(spark, archive, 4 * cores).write.mode("overwrite").parquet(found)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
