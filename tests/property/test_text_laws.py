"""What holds of reading texts whatever the text: engines agree, and pieces give the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.discovery.text import TYPES, Found, find, find_spans, rows_with_types, stream
from lofte.discovery.text import bulk as bulk_module
from lofte.discovery.text.digits import luhn, number, runs_of
from lofte.discovery.text.hearing import _matcher, _vocabulary
from lofte.discovery.text.literals import Search, Vectorscan
from lofte.discovery.text.matching import SHORT, _forms
from lofte.discovery.text.pages import PAD, Page, fold, tokens_of
from lofte.kernel.identifiers import check

PIECES = (
    "personnummer", "Pnr:", "order", "customerPhone", "kund-nr", "tel", "ÄRENDE", "född", "OCR",
    "811218-9876", "198112189876", "070-174 06 05", "5050-1055", "90 20 03-3", "556632-2946",
    "SE45 5000 0000 0583 9825 7466", "4111 1111 1111 1111", "192.168.1.10", "2001:db8::1",
    "a.b@example.se", "Anna Svensson", "Storgatan 12, 123 45 Uppsala", "lösenord: Hemligt1!",
    "INSERT INTO p (id, pnr) VALUES (1, '8112189876');", "\n", "\x1e", "–", "å", "💊", "E11.9",
    "1985-04-12", "12345", "0", "-", " ", ",", ";", ":", "=", '"', "(", ")", "/", "ABC123",
)  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map(
    " ".join
)
noise = st.one_of(texts.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary())


def told(found: Found) -> list[tuple[object, ...]]:
    columns = (found.type, found.start, found.end, found.score, found.why)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@settings(deadline=None)
@given(noise)
def test_the_slow_engine_finds_what_the_fast_one_finds(data: bytes) -> None:
    assert told(find(data, engine=Search)) == told(find(data, engine=Vectorscan))


@settings(deadline=None)
@given(noise)
def test_words_are_found_where_a_plain_search_finds_them(data: bytes) -> None:
    folded = fold(Page(data).raw)
    for names in (False, True):
        words = _vocabulary(names)[0]

        found = _matcher(names).find(tokens_of(folded))

        assert list(zip(*(part.tolist() for part in found), strict=True)) == searched(
            folded.tobytes(), words
        )


def searched(folded: bytes, words: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Every form of every word, looked for by itself, and its borders looked at."""
    lower = folded.lower()
    found = []
    for word, said in enumerate(words):
        for form in _forms(said):
            at = lower.find(form)
            while at >= 0:
                end = at + len(form)
                if stands(folded, said, at, end):
                    found.append((word, at, end))
                at = lower.find(form, at + 1)
    return sorted(set(found), key=lambda one: (one[2], one[1], one[0]))


def stands(folded: bytes, said: str, start: int, end: int) -> bool:
    def letter(at: int) -> bool:
        return small(at) or folded[at : at + 1].isupper()

    def small(at: int) -> bool:
        return folded[at] >= 0x80 or folded[at : at + 1].islower()

    whole = end - start <= SHORT
    left = not letter(start - 1) or folded[start : start + 1].isupper()
    right = not small(end)
    inside = any(folded[at : at + 1].isupper() for at in range(start + 1, end))
    if whole:
        return left and right and not inside
    return (left or said.startswith("-")) and (right or said.endswith("-"))


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_module, "BLOCK", 8192)


def pieces(data: bytes, sizes: list[int]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        yield data[at : at + size]
        at += size
    yield data[at:]


@settings(max_examples=20, deadline=None)
@given(texts, st.lists(st.integers(0, 20_000), max_size=6))
def test_pieces_give_what_the_whole_gives(text: str, sizes: list[int]) -> None:
    data = (text.encode("utf-8", "surrogatepass") + b" och sedan ") * 200
    whole = told(find(data))

    parts = [row for found in stream(pieces(data, sizes)) for row in told(found)]

    assert parts == whole


@pytest.mark.usefixtures("small_blocks")
def test_blocks_give_what_one_block_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Kund {}: pnr 811218-9876, tel 070-174 06 05, Anna Svensson, order 123456-7890.\n"
    data = "".join(line.format(at) for at in range(800)).encode()
    blocks = told(find(data))

    monkeypatch.setattr(bulk_module, "BLOCK", 1 << 30)

    assert blocks == told(find(data))


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), texts), max_size=8))
def test_cells_are_read_one_by_one(cells: list[str | None]) -> None:
    array = pa.array(
        [None if cell is None else cell.encode("utf-8", "replace").decode() for cell in cells],
        pa.large_string(),
    )
    alone: dict[str, list[int]] = {}
    for row, cell in enumerate(array.to_pylist()):
        for type_ in {span.type for span in find_spans(cell or "")}:
            alone.setdefault(type_, []).append(row)

    together = rows_with_types(array)

    assert {type_: rows.tolist() for type_, rows in together.items()} == alone


@settings(deadline=None)
@given(texts)
def test_spans_are_in_order_apart_and_inside(text: str) -> None:
    spans = find_spans(text)

    last = 0
    for span in spans:
        assert last <= span.start < span.end <= len(text)
        assert 0.5 < span.confidence <= 1
        assert span.type in TYPES
        last = span.end


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_luhn_agrees_with_the_kernel_s_on_bankgiro(digits: str) -> None:
    page = Page(digits[:7].encode())
    end = np.array([PAD + 7])
    right = bool(luhn(number(page, end - 4, 3), number(page, end, 4))[0])

    known = check(digits[:7], kind="bankgiro", today=date(2026, 11, 1))

    assert right == known.valid or digits[0] == "0"


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2030, 1, 1)),
    st.integers(0, 999),
    st.integers(0, 9),
    st.sampled_from([0, 60]),
)
def test_people_s_numbers_agree_with_the_kernel(
    born: date, serial: int, last: int, more: int
) -> None:
    today = date(2026, 11, 1)
    number_ = f"{born:%Y%m}{born.day + more:02d}{serial:03d}{last}"
    kind = "samordningsnummer" if more else "personnummer"

    spans = find_spans(f"personnummer {number_}", today=today)
    sure = [span for span in spans if span.type == kind and span.confidence > 0.97]

    assert bool(sure) == check(number_, kind=kind, today=today).valid


@settings(deadline=None)
@given(st.binary())
def test_runs_are_all_maximal_runs_of_digits(data: bytes) -> None:
    page = Page(data)
    runs = runs_of(page)

    found = [bytes(page.raw[s:e]) for s, e in zip(runs.start, runs.end, strict=True)]

    assert found == [run for run in _split(data) if run]


def _split(data: bytes) -> list[bytes]:
    return bytes(sign if 48 <= sign <= 57 else 32 for sign in data).split()
