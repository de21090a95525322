"""`lofte migrate`: roles, tables, rights and static files, brought up to date."""

from __future__ import annotations

import click


@click.command()
def migrate() -> None:
    """Make or bring up to date the database. Safe to run again."""
    bring_up_to_date()
    click.echo("The database is up to date.")


def bring_up_to_date() -> None:
    from lofte.cli.start import database
    from lofte.infra import env
    from lofte.infra.postgres import embedded, roles

    settings = env.current()
    if settings.database_url is None:
        with embedded.running(roles.embedded(settings)):
            roles.prepare(settings)
            with database("owner"):
                _migrate()
    else:
        roles.prepare(settings)
        with database("owner"):
            _migrate()


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection

    from lofte.infra.postgres.grants import grant_third_party

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    grant_third_party(connection)
    call_command("collectstatic", interactive=False, verbosity=0, ignore=["admin/*"])
