"""A new draft over an older map: what a person decided stands, and what is guessed follows.

A guess that comes out as before keeps its old score and words, so that a review shows only
what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from lofte.discovery.mapping.document import Dataset, Field, Guess, Link, Map, System
from lofte.discovery.references.model import Origin

T = TypeVar("T")
_STEADY = 0.1


def merge(old: Map, new: Map, *, partial: bool) -> Map:
    """The new map with all that was decided in the old. What the new does not have is kept
    where somebody decided on it, or where not everything could be looked at (`partial`)."""

    def kept(one: System, other: System) -> System:
        datasets = _merged(
            one.datasets,
            other.datasets,
            key=lambda each: each.table,
            both=_dataset,
            keep=lambda each: partial or _decided(each),
        )
        return replace(other, datasets=datasets)

    systems = _merged(
        old.systems, new.systems, key=lambda one: one.name, both=kept, keep=lambda _: True
    )
    return replace(new, systems=systems)


def _merged(
    old: Sequence[T],
    new: Iterable[T],
    *,
    key: Callable[[T], Hashable],
    both: Callable[[T, T], T],
    keep: Callable[[T], bool],
) -> tuple[T, ...]:
    before = {key(each): each for each in old}
    merged = [
        both(before.pop(key(each)), each) if key(each) in before else each for each in new
    ]
    return (*merged, *(each for each in before.values() if keep(each)))


def _dataset(old: Dataset, new: Dataset) -> Dataset:
    subject = new.subject
    if old.subject and (old.subject.guess is None or _same(old.subject, new.subject)):
        subject = old.subject
    return replace(
        new,
        subject=subject,
        purposes=old.purposes or new.purposes,
        fields=_merged(
            old.fields,
            new.fields,
            key=lambda each: each.name,
            both=_field,
            keep=lambda each: each.decided or bool(each.purposes),
        ),
        links=tuple(
            sorted(
                _merged(
                    old.links,
                    new.links,
                    key=lambda each: each.key,
                    both=_link,
                    keep=_link_decided,
                ),
                key=lambda each: each.key,
            )
        ),
    )


def _same(old: object, new: object) -> bool:
    return getattr(old, "kind", None) == getattr(new, "kind", None)


def _decided(dataset: Dataset) -> bool:
    return (
        bool(dataset.purposes)
        or (dataset.subject is not None and dataset.subject.guess is None)
        or any(field.decided or field.purposes for field in dataset.fields)
        or any(_link_decided(link) for link in dataset.links)
    )


def _field(old: Field, new: Field) -> Field:
    if old.decided:
        return old
    new = replace(new, purposes=old.purposes or new.purposes)
    unchanged = replace(old, guess=new.guess) == new
    return old if unchanged and _steady(old.guess, new.guess) else new


def _link(old: Link, new: Link) -> Link:
    if old.rejected:
        return old
    if old.origin is None and new.origin is Origin.INFERRED:
        new = replace(new, origin=None, guess=None)
    elif new.guess and old.guess and _steady(old.guess, new.guess):
        new = replace(new, guess=old.guess)
    if old.meaning and old.meaning_guess is None:
        return replace(new, meaning=old.meaning, forward=old.forward, meaning_guess=None)
    return new


def _link_decided(link: Link) -> bool:
    decided_meaning = link.meaning is not None and link.meaning_guess is None
    return link.rejected or link.origin is None or decided_meaning


def _steady(old: Guess | None, new: Guess | None) -> bool:
    if old is None or new is None:
        return old is new
    return abs((old.score or 0.0) - (new.score or 0.0)) < _STEADY
