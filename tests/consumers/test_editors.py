"""What people see in an editor: yaml-language-server, in a project as `apicodes init` makes it."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.project import ROOT, TOOLS, Project

pytestmark = pytest.mark.slow

SERVER = TOOLS / "yaml-language-server" / "bin" / "yaml-language-server"
CATALOG = "spec/response_codes.yaml"
OFFLINE = {"schemaStore": {"enable": False}}
"""Settings with which nothing is fetched: the schema lies in the project."""


class Editor:
    """An editor that has the catalog of a project open, in the words of LSP 3.17."""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        self.server = server
        self.document = {"uri": (folder / CATALOG).as_uri()}
        self.settings: dict[str, Any] = OFFLINE
        self.asked = 0
        folders = [{"uri": folder.as_uri(), "name": "project"}]
        self.ask("initialize", processId=None, workspaceFolders=folders, capabilities={})
        self.tell("initialized")

    def open(self, text: str) -> list[dict[str, Any]]:
        """Open the catalog with this text, and return what is underlined in it."""
        self.text = text
        document = {**self.document, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        found = self.until(lambda message: message.get("method", "").endswith("publishDiagnostics"))
        diagnostics: list[dict[str, Any]] = found["params"]["diagnostics"]
        return diagnostics

    def at(self, method: str, words: str) -> Any:
        """Ask for something at the end of the first line that ends with these words."""
        lines = self.text.split("\n")
        line = next(number for number, line in enumerate(lines) if line.endswith(words))
        position = {"line": line, "character": len(lines[line])}
        return self.ask(f"textDocument/{method}", textDocument=self.document, position=position)

    def ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        return self.until(
            lambda message: "method" not in message and message.get("id") == self.asked
        )["result"]

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.server.stdin.flush()

    def until(self, wanted: Any) -> dict[str, Any]:
        """Return the first message that is wanted; the server's questions get its settings."""
        while True:
            message = self.receive()
            if "id" in message and "method" in message:
                sections = [item["section"] for item in message["params"].get("items", [])]
                result = [self.settings if section == "yaml" else None for section in sections]
                self.send({"id": message["id"], "result": result})
            if wanted(message):
                return message

    def receive(self) -> dict[str, Any]:
        assert self.server.stdout
        length = 0
        while header := self.server.stdout.readline().strip():
            name, _, value = header.partition(b": ")
            length = int(value) if name == b"Content-Length" else length
        assert length, "the server has stopped"
        message: dict[str, Any] = json.loads(self.server.stdout.read(length))
        return message


@pytest.fixture
def editor(empty: Project) -> Iterator[Editor]:
    """An editor in a new project."""
    assert empty.run("init").code == 0
    assert SERVER.exists(), "`make test` installs it"
    with subprocess.Popen(
        ["node", str(SERVER), "--stdio"],
        cwd=empty.path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        editor = Editor(server, empty.path)
        yield editor
        editor.ask("shutdown")
        editor.tell("exit")


@pytest.fixture
def starter(editor: Editor) -> str:
    """The text of the starter catalog, beside its schema."""
    return Path(editor.document["uri"].removeprefix("file://")).read_text("utf-8")


def test_the_starter_catalog_has_nothing_underlined(editor: Editor, starter: str) -> None:
    assert editor.open(starter) == []


def test_the_settings_of_the_documentation_name_the_schema(editor: Editor, starter: str) -> None:
    page = (ROOT / "docs" / "editors.md").read_text("utf-8")
    (block,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    editor.settings = {**OFFLINE, "schemas": json.loads(block)["yaml.schemas"]}
    _, _, unnamed = starter.partition("\n")
    assert len(editor.open(unnamed.replace("title:", "titel:"))) == 1


def test_an_unknown_field_and_a_wrong_value_are_underlined(editor: Editor, starter: str) -> None:
    text = starter.replace("desciption", "").replace(
        "    description: Every", "    desciption: Every"
    )
    text = text.replace("http_status: 404", "http_status: 999")
    marked = {
        text.split("\n")[found["range"]["start"]["line"]].strip(" -"): found["message"]
        for found in editor.open(text)
    }
    assert list(marked) == ["desciption: Everything worked as expected.", "http_status: 999"]
    assert marked["desciption: Everything worked as expected."].startswith("Property desciption")


def test_fields_and_values_are_completed(editor: Editor, starter: str) -> None:
    editor.open(f"{starter}\n  - code: Gone\n    http\n\n  - code: Taken\n    visibility: ")
    offered = {item["label"]: item for item in editor.at("completion", "    http")["items"]}
    assert offered["http_status"]["insertText"] == "http_status: "
    assert offered["http_status"]["documentation"].startswith("One HTTP status, a list")
    assert {"headers", "retryable", "deprecated"} <= offered.keys()
    assert "code" not in offered  # It is there.
    assert [name for name, item in offered.items() if "null" in item["insertText"]] == []
    values = editor.at("completion", "visibility: ")["items"]
    assert {item["label"] for item in values} == {"public", "internal"}


def test_a_field_under_the_pointer_is_explained_with_an_example(
    editor: Editor, starter: str
) -> None:
    editor.open(starter.replace("code: NotFound", "code:"))
    printed = editor.at("hover", "    code:")["contents"]["value"]
    assert "The code in the body of the response" in printed
    assert "TooManyRequests" in printed
