"""The generated Python module in the hands of those who import it."""

import copy
import importlib.util
import pickle
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from openapi_spec_validator import validate

from helpers.project import Project

CATALOG = """\
apicodes: 1
title: Codes of the shop
extensible: false
headers:
  Retry-After: { description: Seconds to wait., schema: { type: integer }, example: 30 }
codes:
  - http_status: 204
    status: ok
    description: Deleted.
  - http_status: { 409: The name is taken., 423: The item is locked. }
    status: error
    code: Conflict
    description: The item cannot be changed.
    deprecated: { since: "2.0", replaced_by: Busy, reason: It said too little. }
  - http_status: [429, 503]
    status: error
    code: Busy
    title: Busy
    message: "Wait {seconds} seconds."
    params: { seconds: { type: integer, example: 30 } }
    headers: [Retry-After]
    retryable: true
  - http_status: 503
    status: error
    code: Maintenance
    description: We are at work.
  - http_status: 500
    status: error
    description: Something went wrong.
  - code: BROKER_DOWN
    status: error
    description: The broker does not answer.
"""

SETTINGS = """\
spec = "codes.yaml"
[targets.python]
path = "shop_codes.py"
openapi_responses = true
"""


@pytest.fixture
def codes(empty: Project) -> Iterator[Any]:
    """The module, imported under its name as an application would."""
    yield from imported(empty, CATALOG)


def imported(project: Project, catalog: str) -> Iterator[ModuleType]:
    project.write("codes.yaml", catalog)
    project.write("apicodes.toml", SETTINGS)
    result = project.run("generate")
    assert result.code == 0, result.err
    spec = importlib.util.spec_from_file_location("shop_codes", project.path / "shop_codes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["shop_codes"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["shop_codes"]


def test_a_wire_value_is_parsed_to_its_member_and_a_newer_one_to_none(codes: Any) -> None:
    assert codes.ResponseCode.parse("Busy") is codes.ResponseCode.BUSY
    assert codes.ResponseCode.parse("InventedTomorrow") is None
    assert f"{codes.ResponseCode.BUSY}" == "Busy"


def test_a_member_knows_its_details_and_its_first_http_status(codes: Any) -> None:
    assert codes.ResponseCode.CONFLICT.http_status == 409
    assert codes.ResponseCode.BUSY.details.retryable is True
    assert codes.ResponseCode.CONFLICT.details.deprecated.replaced_by == ("Busy",)
    assert codes.ResponseCode.CONFLICT.details.status_descriptions[423] == "The item is locked."


def test_a_code_without_http_status_says_so(codes: Any) -> None:
    with pytest.raises(LookupError, match=r"BROKER_DOWN.*comes with no HTTP status"):
        _ = codes.ResponseCode.BROKER_DOWN.http_status


def test_codes_are_found_by_http_status_in_the_order_of_the_catalog(codes: Any) -> None:
    code = codes.ResponseCode
    assert code.for_status(503) == (code.BUSY, code.MAINTENANCE)
    assert code.for_status(500) == ()


def test_members_and_details_survive_pickle_and_copy(codes: Any) -> None:
    member = codes.ResponseCode.BUSY
    assert pickle.loads(pickle.dumps(member)) is member
    assert copy.deepcopy(member) is member
    for details in codes.RESPONSES:
        assert pickle.loads(pickle.dumps(details)) == details
        assert copy.copy(details) == copy.deepcopy(details) == details
        hash(details)


def test_every_row_is_there_whether_it_has_a_code_or_not(codes: Any) -> None:
    found = [(details.http_statuses, details.code) for details in codes.RESPONSES]
    code = codes.ResponseCode
    assert found == [
        ((204,), None),
        ((409, 423), code.CONFLICT),
        ((429, 503), code.BUSY),
        ((503,), code.MAINTENANCE),
        ((500,), None),
        ((), code.BROKER_DOWN),
    ]


def test_the_responses_of_an_operation_have_each_their_own_example(codes: Any) -> None:
    responses = codes.openapi_responses(codes.ResponseCode.CONFLICT)
    assert list(responses) == [409, 423]
    assert responses[423]["description"] == (
        "`Conflict`: The item cannot be changed.\n\nThe item is locked.\n\n"
        "Deprecated since 2.0. Use `Busy`. It said too little."
    )
    content = responses[423]["content"]["application/json"]
    assert content["examples"]["CONFLICT"]["value"] == {
        "status": "error",
        "code": "Conflict",
        "message": "The item cannot be changed.",
    }
    assert content["schema"]["properties"]["code"]["enum"] == [
        "Conflict",
        "Busy",
        "Maintenance",
        "BROKER_DOWN",
    ]


def test_several_codes_of_one_http_status_are_one_response(codes: Any) -> None:
    response = codes.openapi_responses(codes.ResponseCode.BUSY, codes.ResponseCode.MAINTENANCE)[503]
    assert response["description"] == "`Busy`: Busy\n\n`Maintenance`: We are at work."
    examples = response["content"]["application/json"]["examples"]
    assert list(examples) == ["BUSY", "MAINTENANCE"]
    assert examples["BUSY"]["value"]["message"] == "Wait 30 seconds."
    assert response["headers"]["Retry-After"] == {
        "description": "Seconds to wait.",
        "schema": {"type": "integer"},
        "example": 30,
    }


def test_without_codes_every_response_is_documented_and_only_those_with_a_body_have_one(
    codes: Any,
) -> None:
    responses = codes.openapi_responses()
    assert list(responses) == [204, 409, 423, 429, 503, 500]
    assert responses[204] == {"description": "Deleted."}
    assert list(responses[500]["content"]["application/json"]["examples"]) == ["500"]
    assert responses[503]["content"]["application/json"]["schema"]["required"] == [
        "status",
        "message",
    ]


def test_what_is_documented_is_openapi_and_may_be_changed_by_who_asked(codes: Any) -> None:
    responses = codes.openapi_responses()
    validate(
        {
            "openapi": "3.1.0",
            "info": {"title": "Shop", "version": "1"},
            "paths": {
                "/items": {
                    "get": {
                        "responses": {str(status): printed for status, printed in responses.items()}
                    }
                }
            },
        }
    )
    responses[503]["headers"]["Retry-After"]["example"] = 5
    responses[503]["content"]["application/json"]["schema"]["required"].append("more")
    again = codes.openapi_responses()
    assert again[503]["headers"]["Retry-After"]["example"] == 30
    assert again[503]["content"]["application/json"]["schema"]["required"] == ["status", "message"]


def test_integer_codes_are_integers(empty: Project) -> None:
    catalog = """\
apicodes: 1
title: Codes
code_type: integer
codes:
  - { http_status: 400, code: 10018, name: BadInput, description: Mend the input. }
  - { code: -1, name: Unknown }
"""
    for module in imported(empty, catalog):
        codes: Any = module
        assert codes.ResponseCode.parse(10018) is codes.ResponseCode.BAD_INPUT
        assert codes.ResponseCode.UNKNOWN == -1
        example = codes.openapi_responses()[400]["content"]["application/json"]["examples"]
        assert example["BAD_INPUT"]["value"]["code"] == 10018
