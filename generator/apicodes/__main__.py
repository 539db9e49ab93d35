"""Run the command line as ``python -m apicodes``."""

from apicodes.cli.main import main

main()
