"""Run the command line as ``python -m apicodes``."""

from apicodes.cli import main

main()
