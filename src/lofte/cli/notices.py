"""`lofte notices`: read and publish policies."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lofte.cli.bad_input import BadInput

if TYPE_CHECKING:
    from lofte.areas.notices.queries import VersionRow
    from lofte.areas.notices.steps import Imported
    from lofte.areas.promises.actions import Published

_ORGANISATION = click.option(
    "--organisation", required=True, help="The organisation's address or id."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def notices() -> None:
    """Read and publish policies."""


@notices.command("import")
@click.argument("file")
@_ORGANISATION
@click.option("--lang", "language", required=True, help="The policy's language: sv or en.")
@click.option("--title", help="The policy's title; its first heading if left out.")
@click.option("--publish/--no-publish", default=True, help="Publish it now, or keep a draft.")
@_JSON
def import_policy(
    file: str, organisation: str, language: str, title: str | None, publish: bool, as_json: bool
) -> None:
    """Read the policy in FILE: text, Markdown or HTML in UTF-8; - reads standard input.

    Published, its sentences become promises. The text that stands already is not published
    again, and that is no error.
    """
    from lofte.cli.start import acting_for, database

    raw, filename = _read(file), Path(file).name
    _refuse_what_is_no_policy(raw, filename, language)
    with database("worker"):
        from lofte.areas.notices import actions as drafts
        from lofte.areas.promises import actions as promises

        ctx = acting_for(organisation)
        if publish:
            done = promises.publish_policy(
                ctx, raw=raw, filename=filename, language=language, title=title
            )
            _tell(_published(done), language=language, as_json=as_json)
        else:
            kept = drafts.import_policy(
                ctx, raw=raw, filename=filename, language=language, title=title
            )
            _tell(_imported(kept), language=language, as_json=as_json)


@notices.command("list")
@_ORGANISATION
@_JSON
def list_versions(organisation: str, as_json: bool) -> None:
    """Every version of the policy: when it stood, and the SHA-256 of its text."""
    from lofte.cli.start import acting_for, database

    with database("worker"):
        from lofte.areas.notices import queries

        rows = [_version(row) for row in queries.versions(acting_for(organisation))]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['language']}  {row['number']:>3}  {row['state']:<10}  "
            f"{(row['published_at'] or '-')[:10]:<10}  {row['sentences']:>4} sentences  "
            f"{row['sha256'][:16]}  {row['title']}"
        )
    if not rows:
        click.echo("No policy has been imported yet.")


@notices.command()
@_ORGANISATION
@click.option(
    "--outcome",
    type=click.Choice(["unchanged", "changed"]),
    required=True,
    help="Whether the policy may stand, or another version is due.",
)
def review(organisation: str, outcome: str) -> None:
    """Put down that the published policy has been read through, in every language."""
    from lofte.cli.start import acting_for, database

    with database("worker"):
        from lofte.areas.notices import actions

        actions.review_policy(acting_for(organisation), outcome=outcome)
    click.echo("The review is recorded.")


def _read(file: str) -> bytes:
    """The file's bytes, and one more than a policy may have: enough to refuse it by."""
    from lofte.areas.notices.rules import MAX_BYTES

    try:
        if file == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(file).open("rb") as handle:
            return handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise BadInput(f"{file} cannot be read: {reason}. Check the path.") from None


def _refuse_what_is_no_policy(raw: bytes, filename: str, language: str) -> None:
    """Say what is wrong with the file before a database is even started."""
    from lofte.areas.notices.rules import read_policy
    from lofte.cli.start import refusals

    with refusals():
        read_policy(raw, filename=filename, language=language)


def _published(done: Published) -> Mapping[str, Any]:
    return {
        "version": str(done.version_id),
        "number": done.number,
        "new": done.new,
        "published": True,
        "blocks": done.blocks,
        "sentences": done.sentences,
        "promises": done.promises.promises,
        "new_sentences": done.promises.new,
        "retired": done.promises.retired,
    }


def _imported(kept: Imported) -> Mapping[str, Any]:
    return {
        "version": str(kept.version_id),
        "number": kept.number,
        "new": kept.new,
        "published": kept.published,
        "blocks": kept.blocks,
        "sentences": kept.sentences,
    }


def _tell(done: Mapping[str, Any], *, language: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**done, "language": language}, indent=2, ensure_ascii=False))
        return
    name = f"Version {done['number']} ({language})"
    state = "published" if done["published"] else "kept as a draft"
    if done["new"]:
        click.echo(
            f"{name} is {state}: {done['sentences']} sentences in {done['blocks']} blocks."
        )
    else:
        click.echo(f"{name} holds exactly this text already and is {state}. Nothing changed.")
    if "promises" in done:
        click.echo(
            f"{done['promises']} promises on the board; {done['new_sentences']} sentences new, "
            f"{done['retired']} retired."
        )


def _version(row: VersionRow) -> Mapping[str, Any]:
    state = "current" if row.is_current else "superseded" if row.published_at else "draft"
    return {
        "version": str(row.id),
        "language": row.language,
        "number": row.number,
        "state": state,
        "title": row.title,
        "sentences": row.sentences,
        "sha256": row.sha256,
        "published_at": row.published_at.isoformat() if row.published_at else None,
    }
