"""An API document that refers to the responses: validators, linters, bundlers, generators take it.

Every tool here knows OpenAPI 3.0, 3.1 and 3.2.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import yaml
from jsonschema.protocols import Validator
from openapi_schema_validator import OAS30Validator, OAS31Validator, OAS32Validator
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from helpers.consumer import CATALOGS, install, run
from helpers.project import Project

pytestmark = pytest.mark.slow

VALIDATORS: dict[str, type[Validator]] = {
    "3.0": OAS30Validator,
    "3.1": OAS31Validator,
    "3.2": OAS32Validator,
}
REFERENCE = "responses.yaml#/components/responses/"

of_every_version = pytest.mark.parametrize("version", VALIDATORS)


class Api(NamedTuple):
    """A project with the API in every version, each beside the fragment of the same version."""

    project: Project
    documents: dict[str, dict[str, Any]]
    fragments: dict[str, dict[str, Any]]

    def run(self, tool: str, *arguments: str) -> str:
        return run(f"node_modules/.bin/{tool}", *arguments, folder=self.project.path)


@pytest.fixture(scope="module", params=CATALOGS)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Api:
    """The API; for codes of another catalog, its operation gets the response of each status."""
    api = Api(install("openapi", request.param, tmp_path_factory.mktemp("api")), {}, {})
    for version in VALIDATORS:
        document = yaml.load(api.project.read("api.yaml"), yaml.CSafeLoader)
        document["openapi"] = f"{version}.0"
        fragment = yaml.load(api.project.read(f"{version}/responses.yaml"), yaml.CSafeLoader)
        if request.param != "own":
            operation = document["paths"]["/products/{product}"]["get"]
            operation["responses"] = {
                str(response["x-http-status"]): {"$ref": REFERENCE + name}
                for name, response in fragment["components"]["responses"].items()
                if "x-http-status" in response
            } | {"200": operation["responses"]["200"]}
        api.project.write(f"{version}/api.yaml", yaml.safe_dump(document))
        api.documents[version], api.fragments[version] = document, fragment
    return api


@of_every_version
def test_a_validator_takes_the_document_and_what_it_refers_to(version: str, api: Api) -> None:
    folder = api.project.path / version
    validate(api.documents[version], base_uri=(folder / "api.yaml").as_uri())


@of_every_version
def test_redocly_finds_nothing_to_say(version: str, api: Api) -> None:
    found = json.loads(api.run("redocly", "lint", "--format=json", f"{version}/api.yaml"))
    assert [(problem["ruleId"], problem["message"]) for problem in found["problems"]] == []


def test_spectral_finds_nothing_to_say(api: Api) -> None:
    documents = [f"{version}/api.yaml" for version in VALIDATORS]
    found = json.loads(api.run("spectral", "lint", "--format=json", "--quiet", *documents))
    assert [(problem["code"], problem["message"]) for problem in found] == []


@of_every_version
def test_redocly_bundles_the_document_and_keeps_every_name(version: str, api: Api) -> None:
    document, ours = api.documents[version], api.fragments[version]["components"]
    api.run("redocly", "bundle", f"{version}/api.yaml", f"--output={version}.json")
    bundle = json.loads(api.project.read(f"{version}.json"))
    assert "responses.yaml" not in json.dumps(bundle)
    for kind, components in bundle["components"].items():
        known = {**document["components"].get(kind, {}), **ours.get(kind, {})}
        assert {name: known.get(name) for name in components} == components
    operation = document["paths"]["/products/{product}"]["get"]["responses"].values()
    named = {response["$ref"].split("/")[-1] for response in operation if "$ref" in response}
    assert set(bundle["components"]["responses"]) == named


def test_a_prefix_keeps_apart_what_the_document_names_alike(tmp_path: Path) -> None:
    project = install("openapi", "own", tmp_path)
    settings = project.read("apicodes.toml")
    table = "[targets.openapi]\n"
    project.write("apicodes.toml", settings.replace(table, f"{table}prefix = 'Api'\n"))
    assert project.run("generate").code == 0
    document = project.read("api.yaml").replace(REFERENCE, f"{REFERENCE}Api")
    alike = document.replace("Product:", "ResponseEnvelope:").replace(
        "/Product", "/ResponseEnvelope"
    )
    project.write("3.1/api.yaml", alike)
    run("node_modules/.bin/redocly", "bundle", "3.1/api.yaml", "--output=b.json", folder=tmp_path)
    names = {"ResponseEnvelope", "ApiResponseCode", "ApiResponseEnvelope"}
    assert set(json.loads(project.read("b.json"))["components"]["schemas"]) == names


def test_openapi_typescript_makes_types_that_compile(api: Api) -> None:
    types = [f"{version}.ts" for version in VALIDATORS]
    for version in VALIDATORS:
        api.run("openapi-typescript", f"{version}/api.yaml", f"--output={version}.ts")
    api.run("tsc", "--strict", "--noEmit", *types)


@of_every_version
def test_every_example_is_valid_under_its_own_schema(version: str, api: Api) -> None:
    fragment, validator = api.fragments[version], VALIDATORS[version]
    resource = DRAFT202012.create_resource(fragment)
    registry: Registry[Any] = Registry().with_resource("urn:fragment", resource)
    resolver = registry.resolver("urn:fragment")
    examined = 0
    for name, response in fragment["components"]["responses"].items():
        for media_type, content in response.get("content", {}).items():
            media_type = quote(media_type.replace("/", "~1"), safe="~")
            place = f"urn:fragment#/components/responses/{name}/content/{media_type}/schema"
            for example in content["examples"].values():
                value = resolver.lookup(example["$ref"]).contents["value"]
                validator({"$ref": place}, registry=registry).validate(value)
                examined += 1
    for header in fragment["components"].get("headers", {}).values():
        if "example" in header:
            validator(header["schema"]).validate(header["example"])
    assert examined >= len(fragment["components"]["examples"]) > 0
