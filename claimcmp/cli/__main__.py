"""``python -m claimcmp.cli``: the same as the installed command."""

from claimcmp.cli import main

main(prog_name="claimcmp")
