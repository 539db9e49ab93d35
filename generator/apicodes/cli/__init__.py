"""Arguments in, exit code out: `main`, a plain function a command, a function a report format."""
