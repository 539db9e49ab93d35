"""A small project in a folder of its own, and the command run in it."""

from pathlib import Path

from helpers.command import Result, run_in_process, run_installed

ROOT = Path(__file__).parent.parent.parent
TOOLS = ROOT / "tests" / "tools" / "node_modules"

CONFIG = """\
spec = "codes.yaml"
rules.description-missing = "off"
[targets.docusaurus]
path = "out/codes.md"

[targets.python]
path = "out/codes.py"

[targets.openapi]
path = "out/codes.openapi.yaml"

[targets.typescript]
path = "out/codes.ts"
"""

CATALOG = """\
apicodes: 1
title: Codes
codes:
  - http_status: 200
    status: ok
    description: Everything worked.
  - http_status: 404
    status: error
    code: NotFound
    description: Entry not found.
  - http_status: 429
    status: error
    code: TooManyRequests
    description: Wait, then try again.
    retryable: true
"""


class Project:
    """A project that uses apicodes, in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the project; text goes out as it is, in UTF-8."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(text))
        return path

    def read(self, name: str) -> str:
        """Return the text of a file, its line endings as they are."""
        return (self.path / name).read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Return every file of the project and what it holds."""
        return {
            str(path.relative_to(self.path)): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file()
        }

    def run(
        self, *arguments: str, folder: str = ".", stdin: str | bytes = "", **environment: str
    ) -> Result:
        """Run the command in the project, without colour and with a plain environment."""
        return run_in_process(arguments, self.path / folder, _plain(environment), _bytes(stdin))

    def run_installed(
        self, *arguments: str, folder: str = ".", stdin: str | bytes = "", **environment: str
    ) -> Result:
        """Run the command as `run` does, in a process of its own."""
        return run_installed(arguments, self.path / folder, _plain(environment), _bytes(stdin))


def _plain(environment: dict[str, str]) -> dict[str, str]:
    return {"NO_COLOR": "1", **environment}


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
