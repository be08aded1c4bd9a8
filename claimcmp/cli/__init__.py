"""The command line: parse, call the library, print. No logic.

Errors of the library become text here, in one place: exit 2 for wrong use, bad input, a missing workspace or a folder
that cannot be written, exit 1 when ``--fail-on`` says so, exit 130 when interrupted.
"""

from __future__ import annotations

import errno
import sys
from typing import Any

import rich_click as click

from claimcmp import __version__
from claimcmp.cli import ask, decide, indexes, jobs
from claimcmp.errors import ClaimcmpError

EXIT_WRONG_USE = 2
EXIT_INTERRUPTED = 130

click.rich_click.MAX_WIDTH = 100


class Commands(click.RichGroup):
    """The group of all commands, which turns the library's errors into text."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a ``ClaimcmpError``, or a file that the system refuses, is printed and ends with exit 2."""
        for stream in (sys.stdout, sys.stderr):  # a terminal of few characters shows "?", it stops nothing
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except ClaimcmpError as error:
            click.echo(f"claimcmp: {error}", err=True)
            sys.exit(EXIT_WRONG_USE)
        except OSError as error:
            if error.errno == errno.EPIPE or error.filename is None:  # a closed pipe is click's; the rest is a fault
                raise
            click.echo(f"claimcmp: {error.filename}: {error.strerror}; check the path, and that you may read and "
                       "write there", err=True)  # fmt: skip
            sys.exit(EXIT_WRONG_USE)
        except KeyboardInterrupt:
            click.echo("claimcmp: interrupted; run the same command again to go on where it stopped", err=True)
            sys.exit(EXIT_INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a person needs them."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimcmp")
def main() -> None:
    """Where news outlets agree and where they differ on the same fact, with evidence.

    Start with:  claimcmp run ARTICLES --out REPORT
    """


for _command in (
    jobs.run, jobs.add, jobs.report, jobs.dedup, ask.check, ask.search, ask.explain, ask.compare, decide.review,
    indexes.list_indexes, indexes.compact, indexes.encoders,
):  # fmt: skip
    main.add_command(_command)
