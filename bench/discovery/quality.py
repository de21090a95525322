"""How well personal data is found, on a generator the rules have not seen.

    python -m bench.discovery.quality [--seed 7] [--tables 40] [--rows 1000] [--documents 3000]

Prints, for columns and for texts, precision and recall by type with Wilson intervals (95 %),
macro-F1, false positives per 1,000 ordinary columns, and how often 5 % hidden personnummer in
10,000 rows are told, beside two baselines: flag everything, and names only.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from random import Random

import pyarrow as pa
from bench.discovery.sealed import columns as sealed
from bench.discovery.sealed.texts import Document, Gold, documents

from lofte.discovery.columns import judge
from lofte.discovery.columns.names import name_evidence
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Column, Table
from lofte.discovery.spans import Span
from lofte.discovery.text import find_spans
from lofte.discovery.verdicts import ColumnVerdict

SAID_BY_NAME = 1.5


@dataclass
class Tally:
    """Right, wrong and missed, by type; with what was mistaken for what."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)

    def add(self, truth: str | None, told: str | None, what: str) -> None:
        if truth == told:
            if truth:
                self.right[truth] += 1
            return
        if told:
            self.wrong[told] += 1
        if truth:
            self.missed[truth] += 1
        self.mistakes[f"{truth or 'nothing'} ({what}) taken for {told or 'nothing'}"] += 1

    def macro(self) -> float:
        types = set(self.right) | set(self.missed)
        return sum(self._f1(one) for one in types) / max(1, len(types))

    def _f1(self, one: str) -> float:
        both = 2 * self.right[one]
        return both / max(1, both + self.wrong[one] + self.missed[one])

    def show(self, title: str, *, most: int) -> None:
        print(f"\n{title}: macro-F1 {self.macro():.3f}")
        for one in sorted(set(self.right) | set(self.missed) | set(self.wrong)):
            right, wrong, missed = self.right[one], self.wrong[one], self.missed[one]
            precision, recall = wilson(right, right + wrong), wilson(right, right + missed)
            print(f"  {one:20} P {precision}  R {recall}")
        for said, count in self.mistakes.most_common(most):
            print(f"    {count:5}  {said}")


def wilson(right: int, of: int) -> str:
    if of == 0:
        return "  -                "
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.3f} [{middle - half:.3f}-{middle + half:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--hidden", type=int, default=100)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--mistakes", type=int, default=25)
    options = parser.parse_args()
    judge_columns(options)
    judge_hidden(options)
    judge_texts(options)


def judge_columns(options: argparse.Namespace) -> None:
    draw, ours, names, everything = Random(options.seed), Tally(), Tally(), Tally()
    flagged = ordinary = 0
    for _ in range(options.tables):
        lengths = [20, 200, options.rows]
        kinds = (*sealed.POSITIVE, *sealed.NEGATIVE)
        drawn = [sealed.labelled(kind, draw, rows=draw.choice(lengths)) for kind in kinds]
        for table in _tables(draw, drawn):
            for truth, verdict in zip(table, _judged(table), strict=True):
                rows = len(truth.values)
                what = f"{truth.what or truth.name}, called {truth.name}, {rows} rows"
                told = verdict.type.value if verdict.type else None
                ours.add(truth.label, told, what)
                names.add(truth.label, _by_name(truth), truth.name)
                everything.add("personal" if truth.label else None, "personal", truth.name)
                ordinary += truth.label is None
                flagged += truth.label is None and told is not None
    ours.show("Columns", most=options.mistakes)
    per_thousand = 1000 * flagged / ordinary
    print(f"  false positives per 1,000 ordinary columns: {per_thousand:.1f} of {ordinary}")
    print(f"  names only, macro-F1: {names.macro():.3f}")
    print(f"  flag everything, F1 of personal or not: {everything.macro():.3f}")


def judge_hidden(options: argparse.Namespace) -> None:
    """5 % personnummer among 10,000 look-alikes or notes, and none at all."""
    draw = Random(options.seed + 1)
    for make in (sealed.orders, sealed.notes):
        found = false = 0
        for _ in range(options.hidden):
            found += _tells(make(draw, rows=10_000, share=0.05))
            false += _tells(make(draw, rows=10_000, share=0.0))
        told, alarms = wilson(found, options.hidden), wilson(false, options.hidden)
        print(f"\nHidden in {make.__name__}: told in {told}, false alarms {alarms}")


def judge_texts(options: argparse.Namespace) -> None:
    by_style: defaultdict[str, Tally] = defaultdict(Tally)
    total = Tally()
    for document in documents(options.seed, options.documents):
        for tally in (total, by_style[document.style]):
            _compare(document, tally)
    total.show("Texts", most=options.mistakes)
    for style, tally in by_style.items():
        right, wrong = tally.right["personnummer"], tally.wrong["personnummer"]
        precision = wilson(right, right + wrong)
        recall = wilson(right, right + tally.missed["personnummer"])
        print(f"  personnummer in {style}: P {precision}  R {recall}")


def _compare(document: Document, tally: Tally) -> None:
    """A span is right when it and the truth are each more than half the other, of one type."""
    left = list(find_spans(document.text))
    for gold in document.gold:
        type_ = gold[2]
        hit = next((one for one in left if one.type == type_ and _same(one, gold)), None)
        if hit is not None:
            left.remove(hit)
            tally.right[type_] += 1
            continue
        there = next((one.type for one in left if _touches(one, gold)), "nothing")
        tally.missed[type_] += 1
        tally.mistakes[f"{type_} missed in {document.style}, there: {there}"] += 1
    for one in left:
        # A postcode may be told within the address it is a part of.
        if any(_within(one, gold) for gold in document.gold):
            continue
        around = document.text[max(0, one.start - 12) : one.end + 6]
        tally.wrong[one.type.value] += 1
        tally.mistakes[f"{one.type} told wrongly in {document.style}: {around!r}"] += 1


def _same(span: Span, gold: Gold) -> bool:
    both = min(span.end, gold[1]) - max(span.start, gold[0])
    return both * 2 > span.end - span.start and both * 2 > gold[1] - gold[0]


def _touches(span: Span, gold: Gold) -> bool:
    return span.start < gold[1] and gold[0] < span.end


def _within(span: Span, gold: Gold) -> bool:
    smaller = span.end - span.start < gold[1] - gold[0]
    return smaller and gold[0] <= span.start and span.end <= gold[1]


def _tables(draw: Random, drawn: Sequence[sealed.Labelled]) -> Iterable[list[sealed.Labelled]]:
    """Columns of equal length, some eight a table, no name twice."""
    by_length: defaultdict[int, list[sealed.Labelled]] = defaultdict(list)
    for one in drawn:
        by_length[len(one.values)].append(one)
    for column in by_length.values():
        draw.shuffle(column)
        for start in range(0, len(column), 8):
            yield list({one.name: one for one in column[start : start + 8]}.values())


def _judged(table: Sequence[sealed.Labelled]) -> Sequence[ColumnVerdict]:
    columns = tuple(Column(name=one.name, type=one.declared) for one in table)
    samples = tuple(
        ColumnSample(
            name=one.name,
            declared=one.declared,
            values=pa.array(one.values, pa.large_string()),
        )
        for one in table
    )
    sample = TableSample(
        system="sealed",
        table=Table(name="t1", columns=columns),
        columns=samples,
        rows=len(table[0].values),
        counted=True,
        complete=True,
    )
    return judge(sample).columns


def _tells(column: sealed.Labelled) -> bool:
    verdict = _judged([column])[0]
    found = {one.type.value for one in verdict.contains if one.found}
    return "personnummer" in found or verdict.type == "personnummer"


def _by_name(column: sealed.Labelled) -> str | None:
    said = name_evidence(column.name, "t1", (), column.declared)
    best = max(said.items(), key=lambda pair: pair[1], default=None)
    return best[0].value if best and best[1] >= SAID_BY_NAME else None


if __name__ == "__main__":
    main()
