"""One module a command: a plain function that returns an exit code."""
