"""The tests of the shop."""

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest
import schemathesis
from hypothesis import settings
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from schemathesis import Case
from schemathesis.checks import CHECKS

from shop.advice import advice
from shop.app import app
from shop.codes import RESPONSES, ResponseCode

SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", app)

CONFORMANCE = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@SCHEMA.parametrize()
@settings(max_examples=20, derandomize=True, database=None, deadline=None)
def test_every_answer_is_a_documented_one(case: Case) -> None:
    case.call_and_validate(checks=CHECKS.get_by_names(CONFORMANCE))


def test_the_document_is_valid_and_its_examples_obey_their_schemas() -> None:
    document: dict[str, Any] = json.loads(json.dumps(app.openapi()))
    validate(document)
    for path in document["paths"].values():
        for operation in path.values():
            for response in operation["responses"].values():
                for content in response.get("content", {}).values():
                    for example in content.get("examples", {}).values():
                        OAS31Validator(content["schema"]).validate(example["value"])


@pytest.mark.parametrize("code", ResponseCode)
def test_a_code_is_one_object_wherever_it_goes(code: ResponseCode) -> None:
    assert copy.copy(code) is copy.deepcopy(code) is pickle.loads(pickle.dumps(code)) is code
    assert ResponseCode(code.value) is ResponseCode.parse(code.value) is code
    assert json.loads(json.dumps({code: code})) == {code.value: code.value}
    assert advice(code).startswith(f"{code}: ")


@pytest.mark.parametrize("details", RESPONSES)
def test_details_are_values(details: Any) -> None:
    assert copy.deepcopy(details) == pickle.loads(pickle.dumps(details)) == details
    assert hash(copy.copy(details)) == hash(details)
    assert dataclasses.replace(details, title="Another") != details
    with pytest.raises(dataclasses.FrozenInstanceError):
        details.title = "Another"


def test_codes_are_found_by_http_status() -> None:
    for details in RESPONSES:
        for http_status in details.http_statuses:
            found = ResponseCode.for_status(http_status)
            assert details.code is None or details.code in found
            assert all(http_status in code.details.http_statuses for code in found)
    assert ResponseCode.for_status(418) == ()
    assert ResponseCode.parse("Surprise") is None
