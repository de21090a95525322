"""What tables are called that have no name but their file's."""

from __future__ import annotations

from pathlib import PurePosixPath

_ENDINGS = frozenset(
    {".csv", ".tsv", ".tab", ".psv", ".json", ".jsonl", ".ndjson", ".parquet", ".pq", ".xlsx",
     ".xls", ".xlsb", ".ods", ".txt", ".log", ".sql", ".dump", ".tar", ".gz", ".zst", ".bz2",
     ".xz", ".zip", ".snappy"}
)  # fmt: skip


def stem(name: str) -> str:
    """A file's path without the endings that tell its kind: `2024/people` of
    `2024/people.csv.gz`."""
    path = PurePosixPath(name)
    while path.suffix.lower() in _ENDINGS and path.stem:
        path = path.with_suffix("")
    return str(path)
