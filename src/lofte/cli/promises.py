"""`lofte promises`: the board, evidence, and which control speaks for what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lofte.areas.promises.actions import Answer
    from lofte.areas.promises.queries import Board, BoardRow

_ORGANISATION = click.option(
    "--organisation", required=True, help="The organisation's address or id."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_LANGUAGE = click.option("--lang", "language", help="sv or en.")


@click.group()
def promises() -> None:
    """The board, evidence, and which control speaks for what."""


@promises.command()
@_ORGANISATION
@_LANGUAGE
@_JSON
def board(organisation: str, language: str | None, as_json: bool) -> None:
    """How every promise stands now, the worst first. Exit code 1: one is broken."""
    from lofte.cli.start import acting_for, database

    with database("worker"):
        from lofte.areas.promises import queries

        found = queries.board(acting_for(organisation), language=language)
    if as_json:
        click.echo(json.dumps(_board(found), indent=2, ensure_ascii=False))
    else:
        _show(found)
    if found.summary.worst == "broken":
        raise click.exceptions.Exit(1)


@promises.command()
@_ORGANISATION
@click.argument("control", nargs=-1)
@_JSON
def run(organisation: str, control: tuple[str, ...], as_json: bool) -> None:
    """Ask every control now, or those named. Exit code 1: one is broken or did not answer."""
    from lofte.cli.start import acting_for, database

    # As a role that the fences bind: one control tries to get past them.
    with database("worker"):
        from lofte.areas.promises import actions

        answers = actions.run_evidence(acting_for(organisation), codes=control or None)
    _tell(answers, as_json=as_json)
    if any(answer.verdict in {"broken", "error"} for answer in answers):
        raise click.exceptions.Exit(1)


@promises.command()
@_ORGANISATION
@_JSON
def controls(organisation: str, as_json: bool) -> None:
    """Every control there is, what it answered last, and how many promises it speaks for."""
    from lofte.cli.start import acting_for, database

    with database("worker"):
        from lofte.areas.promises import queries

        rows = [
            {
                "control": row.code,
                "law": row.law,
                "promises": row.promises,
                "verdict": row.last.verdict if row.last else None,
                "at": row.last.at.isoformat() if row.last else None,
                "fresh": row.last.fresh if row.last else False,
            }
            for row in queries.controls(acting_for(organisation))
        ]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['control']:<42} {row['verdict'] or 'never asked':<12} "
            f"{row['promises']:>3} promises  {row['law']}"
        )


@promises.command()
@click.argument("sentence")
@click.argument("control")
@_ORGANISATION
@_LANGUAGE
def link(sentence: str, control: str, organisation: str, language: str | None) -> None:
    """Let CONTROL decide how the promise stands that goes by SENTENCE, an id of the board."""
    from lofte.cli.start import acting_for, database

    with database("worker"):
        from lofte.areas.promises import actions, queries

        ctx = acting_for(organisation)
        promise = queries.promise_id_of(ctx, sentence=sentence, language=language)
        actions.link_control(ctx, promise_id=promise, control=control)
        click.echo(f"{control} speaks for: {queries.promise(ctx, promise_id=promise).text}")


@promises.command("link-suggested")
@_ORGANISATION
@_LANGUAGE
def link_suggested(organisation: str, language: str | None) -> None:
    """Link the best suggestion of every promise that has no control yet."""
    from lofte.cli.start import acting_for, database

    with database("worker"):
        from lofte.areas.promises import actions, queries

        ctx = acting_for(organisation)
        linked = actions.link_suggested(ctx, language=language)
        said = {one.id: one.text for one in queries.current(ctx)}
    for promise, control in linked.items():
        click.echo(f"{control:<42} {said[promise]}")
    click.echo(f"{len(linked)} promises linked.")


def _show(found: Board) -> None:
    if found.version is None:
        click.echo("No policy is published yet. Publish one: lofte notices import FILE")
        return
    counts = ", ".join(f"{number} {status}" for status, number in found.summary.counts)
    click.echo(f"{found.summary.total} promises: {counts}.")
    for group in found.groups:
        click.echo(f"\n{group.status}")
        for row in group.rows:
            click.echo(f"  {row.promise.content_id:<18} {row.promise.text}")
            if row.promise.evidence:
                click.echo(f"  {'':<18} {_measured(row)}")


def _measured(row: BoardRow) -> str:
    evidence = row.promise.evidence
    if evidence is None:
        return ""
    facts = ", ".join(f"{name} {value}" for name, value in evidence.facts.items())
    said = evidence.error or facts
    return f"{evidence.control}, {evidence.at:%Y-%m-%d %H:%M} UTC: {said}"


def _tell(answers: Sequence[Answer], *, as_json: bool) -> None:
    if as_json:
        rows = [_answer(answer) for answer in answers]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for answer in answers:
        facts = ", ".join(f"{name} {value}" for name, value in answer.facts.items())
        click.echo(f"{answer.verdict:<8} {answer.control:<42} {answer.error or facts}")


def _answer(answer: Answer) -> Mapping[str, Any]:
    return {
        "control": answer.control,
        "verdict": answer.verdict,
        "duration_ms": answer.duration_ms,
        "facts": dict(answer.facts),
        "violations": list(answer.violations),
        "error": answer.error or None,
    }


def _board(found: Board) -> Mapping[str, Any]:
    return {
        "language": found.version.language if found.version else None,
        "version": found.version.number if found.version else None,
        "total": found.summary.total,
        "counts": {str(status): number for status, number in found.summary.counts},
        "promises": [_row(row) for group in found.groups for row in group.rows],
    }


def _row(row: BoardRow) -> Mapping[str, Any]:
    promise, evidence = row.promise, row.promise.evidence
    return {
        "id": str(promise.id),
        "sentence": promise.content_id,
        "text": promise.text,
        "kind": str(promise.kind),
        "status": str(promise.status),
        "controls": list(promise.controls),
        "owner": row.owner or None,
        "checked_at": evidence.at.isoformat() if evidence else None,
        "facts": dict(evidence.facts) if evidence else {},
        "violations": list(evidence.violations) if evidence else [],
        "attested_until": promise.attested_until.isoformat()
        if promise.attested_until
        else None,
    }
