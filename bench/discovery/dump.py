"""A gzipped SQL dump from end to end: unpacked, counted, drawn from and judged.

    python bench/discovery/dump.py [MEGABYTES] [copy|inserts|singles] [--reading]

MEGABYTES is the size of the gzipped file (default 100); the goal of 180 seconds stands for
1,000 and is scaled down with it. `--reading` leaves out the judging. Beside it, in the same
run: the same file only unpacked, by gzip and by the library that is used here. Rows repeat in
blocks of 4 MB, beyond gzip's window, so that the file is packed as one of different rows is.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

TABLES = 12
ROWS_AT_ONCE = 25_000
COLUMNS = ("id", "namn", "personnummer", "epost", "telefon", "skapad", "belopp", "anteckning")
TYPES = (
    "bigint", "varchar(100)", "char(13)", "text", "varchar(20)", "timestamp", "numeric(10,2)",
    "text",
)  # fmt: skip
FIRST = ("Anna", "Erik", "Maria", "Lars", "Karin", "Åke", "Eva", "Björn", "Sara", "Per")
LAST = ("Andersson", "Johansson", "Berg", "Lindström", "Öberg", "Nyqvist", "Ek", "Holm")
WORDS = (
    "ärendet", "kunden", "ringde", "om", "sin", "faktura", "och", "vi", "svarade", "att",
    "betalning", "har", "kommit", "in",
)  # fmt: skip
GOAL_SECONDS, GOAL_MEGABYTES, MOST_MEMORY = 180, 1000, 400


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()]
    style = next((word for word in sys.argv[1:] if word in WRITTEN), "copy")
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as folder:
        path = Path(folder) / "dump.sql.gz"
        unpacked = write(path, megabytes=sizes[0] if sizes else 100, style=style)
        measure(path, unpacked, judged="--reading" not in sys.argv)


def write(path: Path, *, megabytes: int, style: str) -> int:
    """Fill the file; how many bytes it unpacks to."""
    draw, total = random.Random(1), 0
    with path.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            for table in range(TABLES):
                name = f"kund_{table}_{file.tell()}"
                for part, times in parts(name, draw, style, megabytes):
                    member = gzip.compress(part.encode(), 6)
                    file.write(member * times)
                    total += len(part.encode()) * times
                if file.tell() >= megabytes * 1_000_000:
                    break
    return total


def parts(
    name: str, draw: random.Random, style: str, megabytes: int
) -> Iterator[tuple[str, int]]:
    """What a table is dumped as, and how often each part comes."""
    block = [row(draw, number) for number in range(ROWS_AT_ONCE)]
    times = max(1, megabytes * 1_000_000 // (TABLES * ROWS_AT_ONCE * 45))
    columns = ", ".join(f"{c} {t}" for c, t in zip(COLUMNS, TYPES, strict=True))
    yield f"-- PostgreSQL database dump\n\nCREATE TABLE public.{name} ({columns});\n\n", 1
    before, rows, after = WRITTEN[style](name, block)
    yield before, 1
    yield rows, times
    yield after, 1


def row(draw: random.Random, number: int) -> tuple[str, ...]:
    first, last = draw.choice(FIRST), draw.choice(LAST)
    born = f"{draw.randint(1940, 2009)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    return (
        str(number),
        f"{first} {last}",
        f"{born}-{draw.randint(0, 9999):04}",
        f"{first}.{last}{number}@example.se".lower(),
        f"070-{draw.randint(1_000_000, 9_999_999)}",
        f"2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02} 12:{draw.randint(10, 59)}:00",
        f"{draw.randint(1, 99_999)}.50",
        " ".join(draw.choices(WORDS, k=draw.randint(3, 20))),
    )


def copied(name: str, block: list[tuple[str, ...]]) -> tuple[str, str, str]:
    before = f"COPY public.{name} ({', '.join(COLUMNS)}) FROM stdin;\n"
    return before, "".join("\t".join(one) + "\n" for one in block), "\\.\n\n"


def inserted(name: str, block: list[tuple[str, ...]]) -> tuple[str, str, str]:
    """Thousands of rows a statement."""
    start = f"INSERT INTO public.{name} VALUES "
    return "", start + ",".join(quoted(one) for one in block) + ";\n", "\n"


def single(name: str, block: list[tuple[str, ...]]) -> tuple[str, str, str]:
    start = f"INSERT INTO public.{name} VALUES "
    return "", "".join(f"{start}{quoted(one)};\n" for one in block), "\n"


def quoted(one: tuple[str, ...]) -> str:
    return "(" + one[0] + "," + ",".join(f"'{value}'" for value in one[1:]) + ")"


WRITTEN = {"copy": copied, "inserts": inserted, "singles": single}


def measure(path: Path, unpacked: int, *, judged: bool) -> None:
    from isal import igzip

    packed = path.stat().st_size
    print(f"{packed / 1e6:,.0f} MB packed, {unpacked / 1e6:,.0f} MB of SQL")
    plain = timed(lambda: subprocess.run(["gzip", "-dc", path], stdout=subprocess.DEVNULL))
    told("gzip -dc > /dev/null", plain, unpacked, plain)

    def inflate() -> None:
        with igzip.open(path, "rb") as file:
            while file.read(1 << 20):
                pass

    told("unpacked by isal alone", timed(inflate), unpacked, plain)
    with Watch() as watch:
        ours = timed(lambda: read(path, judged=judged))
    told("scanned" if judged else "read and drawn", ours, unpacked, plain)
    print(f"{len(watch.memory)} processes, {sum(watch.cpu.values()):.1f} s of CPU")
    limit = GOAL_SECONDS * packed / 1e6 / GOAL_MEGABYTES
    verdict = "reached" if ours <= limit else "MISSED"
    print(f"{'a gzipped dump, end to end':<50} {ours:>10,.2f} <= {limit:>10,.2f} s   {verdict}")
    most = max(watch.memory.values()) / 1024
    verdict = "reached" if most <= MOST_MEMORY else "MISSED"
    print(
        f"{'memory of one process':<50} {most:>10,.2f} <= {MOST_MEMORY:>10,.2f} MiB {verdict}"
    )


class Watch:
    """The most memory (KiB) and the CPU (seconds) of this process and all below it."""

    def __init__(self) -> None:
        self.memory: dict[int, int] = {}
        self.cpu: dict[int, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._before = time.process_time()
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()
        self.cpu[os.getpid()] = time.process_time() - self._before

    def _look(self) -> None:
        while not self._over.wait(0.1):
            for pid in self._tree():
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if found := re.search(r"VmHWM:\s+(\d+)", status):
                    self.memory[pid] = int(found[1])
                self.cpu[pid] = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    def _tree(self) -> list[int]:
        """Children first told by their parents, as the kernel lists them."""
        found = [os.getpid()]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    found += map(int, task.read_text().split())
                except OSError:
                    continue
        return found


def read(path: Path, *, judged: bool) -> None:
    from lofte.connectors.finding import source_of

    source = source_of(str(path))
    if judged:
        from lofte.discovery.scanning import scan

        report = scan([source])
        print(f"{len(report.tables)} tables, {sum(t.rows or 0 for t in report.tables):,} rows")
        return
    found = [s for part in source.partitions() for s in part.samples(rows=10_000, seed=0)]
    print(f"{len(found)} tables, {sum(getattr(s, 'rows', 0) for s in found):,} rows")


def timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def told(what: str, seconds: float, size: int, beside: float) -> None:
    speed, times = size / seconds / 1e6, beside / seconds
    print(f"{what:<26} {seconds:8.2f} s {speed:8,.0f} MB/s of SQL {times:6.2f} x gzip")


if __name__ == "__main__":
    main()
