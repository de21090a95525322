"""The `lofte` command. Each noun is a file here, loaded only when it is used.

Exit codes: 0 done; 1 a check found something wrong; 2 the words were wrong; and for
refusals of use cases 3 not found, 4 not allowed, 5 invalid, 6 conflict, 7 too often,
8 something does not answer, 9 a setting is wrong; 10 done, but some of it could not be read.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "demo": ("lofte.cli.demo:demo", "Two organisations, a year of history, ready to look at."),
    "serve": ("lofte.cli.serve:serve", "Run web server, worker and sequencer."),
    "worker": ("lofte.cli.serve:worker", "Run background jobs only."),
    "sequencer": ("lofte.cli.serve:sequencer", "Run the ledger's sequencer only."),
    "migrate": ("lofte.cli.migrate:migrate", "Make or bring up to date the database."),
    "organisations": ("lofte.cli.organisations:organisations", "Make and list organisations."),
    "notices": ("lofte.cli.notices:notices", "Read and publish policies."),
    "promises": ("lofte.cli.promises:promises", "The board, evidence, links."),
    "systems": ("lofte.cli.systems:systems", "Databases that hold personal data."),
    "datamap": ("lofte.cli.datamap:datamap", "The map of them, written out and read in."),
    "requests": ("lofte.cli.requests:requests", "What people have asked for."),
    "ledger": ("lofte.cli.ledger:ledger", "Verify, prove and export the record."),
    "scan": ("lofte.cli.scan:scan", "Where personal data is; needs no database of ours."),
    "data": ("lofte.cli.data:data", "Maps of personal data as files, drafted from systems."),
    "deadlines": ("lofte.cli.deadlines:deadlines", "Count a deadline; needs no database."),
    "scan-text": ("lofte.cli.scan_text:scan_text", "Find personal data in a text."),
    "identifiers": ("lofte.cli.identifiers:identifiers", "Check a number; needs no database."),
}


class Lazy(click.Group):
    """Knows every command's name and sentence without importing any of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lofte")
def lofte() -> None:
    """Löfte: the privacy policy that keeps itself."""


def main() -> None:
    from lofte.infra.env import BadSetting

    try:
        # click hands back the code of `ctx.exit(n)` here instead of raising it.
        sys.exit(lofte.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except BadSetting as error:
        click.echo(str(error), err=True)
        sys.exit(9)
