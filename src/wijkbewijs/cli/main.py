"""Wijkbewijs: van indicator tot zin in de brief, elk cijfer met zijn bewijs."""

import sys

import click

from wijkbewijs import __version__
from wijkbewijs.cli.table import COMMANDS, loaded
from wijkbewijs.kernel.errors import BadUsage, WijkbewijsError


class CommandTable(click.Group):
    """The table of commands; each module has one public `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - idem
        if cmd_name not in COMMANDS:
            return None
        try:
            command: click.Command = loaded(COMMANDS[cmd_name]).command
        except BadUsage as error:
            return _absent(cmd_name, error)
        return command


def _absent(name: str, error: BadUsage) -> click.Command:
    """A command that stays in the list and says what to install when it is called."""

    def refuse() -> None:
        raise error

    return click.Command(name, callback=refuse, help="Niet beschikbaar: vraagt de extra `build`.")


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wijkbewijs")
def application() -> None:
    """Geen zin zonder bewijs: cijfers, belofte en brief over twintig focusgebieden, navolgbaar."""


def main() -> None:
    """Run the command line; a mistake of the user ends in one line and the exit code of its class."""
    try:
        application()
    except WijkbewijsError as error:
        click.echo(f"Fout: {error}", err=True)
        sys.exit(error.exit_code)
