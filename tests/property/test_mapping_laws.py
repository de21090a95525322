"""Laws of maps as files: nothing is lost in reading, and no decision in merging."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.discovery.mapping.document import (
    Dataset,
    Field,
    Guess,
    Link,
    Map,
    SubjectKind,
    System,
    Target,
)
from lofte.discovery.mapping.merging import merge
from lofte.discovery.mapping.nodes import MapInvalid
from lofte.discovery.mapping.reading import read
from lofte.discovery.mapping.writing import write
from lofte.discovery.references.meanings import Meaning
from lofte.discovery.references.model import Origin
from lofte.discovery.schema import Kind, TableName
from lofte.discovery.types import Type

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = TEXTS.filter(bool)
GUESSES = st.builds(
    Guess, reason=TEXTS, score=st.none() | st.integers(0, 100).map(lambda n: n / 100)
)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    guess = draw(st.none() | GUESSES)
    made = Field(
        name=draw(NAMES),
        type=draw(st.none() | st.sampled_from(Type)),
        category=draw(TEXTS),
        fides=tuple(draw(st.lists(NAMES, max_size=2))),
        identity=draw(st.booleans()),
        special=draw(st.booleans()),
        undetermined=draw(st.booleans()),
        contains=tuple(draw(st.lists(st.sampled_from(Type), max_size=2))),
        purposes=tuple(draw(st.lists(NAMES, max_size=2))),
        guess=guess,
    )
    return replace(made, decided=guess is None and (made.personal or draw(st.booleans())))


@st.composite
def links(draw: st.DrawFn) -> Link:
    width = draw(st.integers(1, 2))
    many = st.lists(NAMES, min_size=width, max_size=width).map(tuple)
    meaning = draw(st.none() | st.sampled_from(Meaning))
    origin, guess, rejected = draw(
        st.sampled_from(
            [(Origin.DECLARED, None, False), (None, None, False), (None, None, True)]
        )
        | GUESSES.map(lambda guess: (Origin.INFERRED, guess, False))
    )
    return Link(
        columns=draw(many),
        target=Target(
            table=TableName(draw(TEXTS), draw(NAMES)), columns=draw(many), system=draw(TEXTS)
        ),
        when=draw(st.none() | st.tuples(NAMES, TEXTS)),
        origin=origin,
        guess=guess,
        rejected=rejected,
        meaning=meaning,
        forward=meaning is not None and draw(st.booleans()),
        meaning_guess=draw(st.none() | GUESSES) if meaning else None,
    )


def datasets() -> st.SearchStrategy[Dataset]:
    return st.builds(
        Dataset,
        table=st.builds(TableName, TEXTS, NAMES),
        kind=st.sampled_from(Kind),
        key=st.lists(NAMES, max_size=2).map(tuple),
        subject=st.none() | st.builds(SubjectKind, kind=NAMES, guess=st.none() | GUESSES),
        purposes=st.lists(NAMES, max_size=2).map(tuple),
        fields=st.lists(fields(), max_size=3, unique_by=lambda one: one.name).map(tuple),
        links=st.lists(links(), max_size=2, unique_by=lambda one: one.key).map(
            lambda found: tuple(sorted(found, key=lambda one: one.key))
        ),
    )


def maps() -> st.SearchStrategy[Map]:
    unique = st.lists(datasets(), max_size=3, unique_by=lambda one: str(one.table)).map(
        lambda found: tuple(sorted(found, key=lambda one: one.table))
    )
    systems = st.lists(
        st.builds(System, name=NAMES, datasets=unique),
        max_size=2,
        unique_by=lambda one: one.name,
    ).map(lambda found: tuple(sorted(found, key=lambda one: one.name)))
    return st.builds(Map, systems=systems)


@settings(max_examples=60, deadline=None)
@given(maps())
def test_what_was_written_is_read_as_it_was(made: Map) -> None:
    text = write(made)

    assert read(text) == made
    assert write(read(text)) == text


@settings(max_examples=30, deadline=None)
@given(maps(), st.randoms(use_true_random=False))
def test_order_leaves_no_trace(made: Map, chance: random.Random) -> None:
    shuffled = [
        replace(system, datasets=tuple(chance.sample(system.datasets, len(system.datasets))))
        for system in made.systems
    ]
    chance.shuffle(shuffled)

    assert write(replace(made, systems=tuple(shuffled))) == write(made)


@settings(max_examples=30, deadline=None)
@given(maps())
def test_a_draft_that_found_the_same_changes_nothing(made: Map) -> None:
    assert write(merge(made, made, partial=False)) == write(made)


@settings(max_examples=30, deadline=None)
@given(maps(), maps())
def test_no_decision_is_lost_in_merging(old: Map, new: Map) -> None:
    merged = merge(old, new, partial=False)

    kept = {
        (system.name, dataset.table, field)
        for system in merged.systems
        for dataset in system.datasets
        for field in dataset.fields
    }
    for system in old.systems:
        for dataset in system.datasets:
            for field in dataset.fields:
                if field.decided:
                    assert (system.name, dataset.table, field) in kept


@settings(max_examples=30, deadline=None)
@given(
    st.text(max_size=60)
    | maps()
    .map(write)
    .flatmap(lambda text: st.sampled_from(range(len(text))).map(lambda at: text[:at]))
)
def test_any_text_is_a_map_or_refused(text: str) -> None:
    try:
        read(text)
    except MapInvalid as refused:
        assert refused.message
