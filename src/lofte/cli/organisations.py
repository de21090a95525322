"""`lofte organisations`: make them, say who serves them, and give programs their keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _organisation(command: F) -> F:
    said = "The organisation's address or id."
    return click.option("--organisation", required=True, help=said)(command)


def _as_json(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


@click.group()
def organisations() -> None:
    """Make and list organisations, and say who may do what in them."""


@organisations.command()
@click.argument("slug")
@click.option("--name", required=True, help="What people know it as.")
@_as_json
def create(slug: str, name: str, as_json: bool) -> None:
    """Make an organisation. SLUG is its part of every address, such as `booking`."""
    from lofte.cli.start import database, system
    from lofte.kernel.context import TenantId
    from lofte.kernel.ids import new_id

    with database("app"):
        from lofte.areas.access import actions

        ctx = system(TenantId(new_id()))
        actions.create_organisation(ctx, slug=slug, name=name)
    _say({"tenant": ctx.tenant, "slug": slug, "name": name.strip()}, as_json)


@organisations.command("list")
@_as_json
def list_organisations(as_json: bool) -> None:
    """Every organisation on this installation."""
    from lofte.cli.start import database, system

    with database("app"):
        from lofte.areas.access import queries
        from lofte.infra.background import all_tenants

        found = [queries.organisation(system(tenant)) for tenant in all_tenants()]
    rows = sorted(found, key=lambda row: row.slug)
    if as_json:
        click.echo(_json([asdict(row) for row in rows]))
        return
    for row in rows:
        click.echo(f"{row.tenant}  {row.slug:<24} {row.name}")


@organisations.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as colleagues see it.")
@click.option("--role", required=True, help="Such as owner, privacy_officer or handler.")
@click.option("--ask-password", is_flag=True, help="Type a password for the account, unseen.")
@click.option("--password-stdin", is_flag=True, help="Read it from the first line of input.")
@_organisation
@_as_json
def grant(
    email: str, name: str, role: str, ask_password: bool, password_stdin: bool,
    organisation: str, as_json: bool,
) -> None:  # fmt: skip
    """Let a person serve an organisation in a role, instead of the one they had."""
    from lofte.cli.start import acting_for, database

    password = _password(ask=ask_password, stdin=password_stdin)
    with database("app"):
        from lofte.areas.access import actions, steps

        account = actions.grant_role(
            acting_for(organisation), email=email, name=name, role=role
        )
        if password is not None:
            steps.set_password(account_id=account, password=password)
    _say({"account": account, "email": email, "role": role}, as_json)


@organisations.command()
@click.option("--scopes", required=True, help="Such as promises.view,requests.view.")
@click.option("--days", default=90, show_default=True, help="How long it holds, 366 at most.")
@click.option("--name", default="API", show_default=True, help="What it is for.")
@_organisation
@_as_json
def token(scopes: str, days: int, name: str, organisation: str, as_json: bool) -> None:
    """Make a key for a program. It is shown this once, and kept nowhere."""
    from lofte.cli.start import acting_for, database

    wanted = frozenset(scopes.replace(",", " ").split())
    with database("app"):
        from lofte.areas.access import actions

        token_id, secret = actions.issue_token(
            acting_for(organisation), name=name, scopes=wanted, days=days
        )
    _say({"id": token_id, "scopes": sorted(wanted), "token": secret}, as_json)


@organisations.command("set-contact")
@click.option("--email", "contact_email", help="Where people write to.")
@click.option("--address", "contact_address", help="Where post goes.")
@click.option("--officer-name", help="The data protection officer's name.")
@click.option("--officer-email", help="Where the officer is written to.")
@click.option("--org-number", help="The organisation number.")
@_organisation
@_as_json
def set_contact(organisation: str, as_json: bool, **given: str | None) -> None:
    """Set how people reach an organisation and its officer. What is left out stays."""
    from lofte.cli.start import acting_for, database

    with database("app"):
        from lofte.areas.access import actions, queries

        ctx = acting_for(organisation)
        before = asdict(queries.organisation(ctx))
        contact = {
            name: before[name] if value is None else value for name, value in given.items()
        }
        actions.publish_contact(ctx, **contact)
    _say(contact, as_json)


def _password(*, ask: bool, stdin: bool) -> str | None:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if ask:
        typed: str = click.prompt(
            "Password", hide_input=True, confirmation_prompt=True, err=True
        )
        return typed
    return None


def _say(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(_json(facts))
        return
    for name, value in facts.items():
        shown = " ".join(value) if isinstance(value, list) else value
        click.echo(f"{name:<16} {shown}")


def _json(found: object) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False, default=str)
