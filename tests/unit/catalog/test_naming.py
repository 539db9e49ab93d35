"""Wire codes to identifiers."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry


@pytest.mark.parametrize(
    ("code", "constant", "pascal"),
    [
        ("BadRequest", "BAD_REQUEST", "BadRequest"),
        ("rate_limited", "RATE_LIMITED", "RateLimited"),
        ("auth/claims-too-large", "AUTH_CLAIMS_TOO_LARGE", "AuthClaimsTooLarge"),
        ("InvalidParameter.ValueTooLarge", *("INVALID_PARAMETER_VALUE_TOO_LARGE",
                                             "InvalidParameterValueTooLarge")),
        ("2FA_CONFIRM_WAIT_X", "CODE_2FA_CONFIRM_WAIT_X", "Code2faConfirmWaitX"),
        ("HTTPError", "HTTP_ERROR", "HTTPError"),
        ("TIMEOUT", "TIMEOUT", "Timeout"),
        ("Timeout", "TIMEOUT", "Timeout"),
        ("Error404NotFound", "ERROR404_NOT_FOUND", "Error404NotFound"),
        ("PD:affinity:ErrX", "PD_AFFINITY_ERR_X", "PdAffinityErrX"),
        ("UK.OBIE.Field.Missing", "UK_OBIE_FIELD_MISSING", "UkObieFieldMissing"),
        ("COMPTE 13", "COMPTE_13", "Compte13"),
        ("0010", "CODE_0010", "Code0010"),
        ("10018", "CODE_10018", "Code10018"),
        ("-1", "MINUS_1", "Minus1"),
        ("Crédit refusé", "CREDIT_REFUSE", "CreditRefuse"),
        ("__proto__", "PROTO", "Proto"),
        ("None", "NONE", "None"),
        ("余额不足", "", ""),
    ],
)  # fmt: skip
def test_a_code_becomes_a_constant_and_a_key(code: str, constant: str, pascal: str) -> None:
    assert naming.constant(code) == constant
    assert naming.pascal(code) == pascal


@pytest.mark.parametrize(
    ("convert", "expected"),
    [
        (naming.snake, "too_many_requests"),
        (naming.kebab, "too-many-requests"),
        (naming.camel, "tooManyRequests"),
        (naming.pascal, "TooManyRequests"),
        (naming.constant, "TOO_MANY_REQUESTS"),
    ],
)
def test_every_style_is_made_from_every_other(convert: object, expected: str) -> None:
    assert callable(convert)
    for code in ("too_many_requests", "too-many-requests", "TooManyRequests", "TOO_MANY_REQUESTS"):
        assert convert(code) == expected


@given(st.text())
def test_a_constant_is_always_an_identifier_of_python_or_empty(code: str) -> None:
    name = naming.constant(code)
    assert not name or (name.isidentifier() and name.isascii() and not keyword.iskeyword(name))
    assert name == name.upper()
    assert not name.startswith("_")


@given(st.text())
def test_a_key_is_always_an_identifier_of_typescript_or_empty(code: str) -> None:
    name = naming.pascal(code)
    assert not name or (name.isidentifier() and name.isascii() and name[0].isupper())


def test_a_name_stands_in_the_place_of_a_code_that_cannot_serve() -> None:
    entries = [Entry(code="10018", name="QuotaExceeded"), Entry(code="余额不足", name="NoFunds")]
    names = naming.identifiers(entries, naming.constant, "the Python member")
    assert names == {"10018": "QUOTA_EXCEEDED", "余额不足": "NO_FUNDS"}


def test_names_that_clash_or_are_empty_are_all_named_with_what_to_do() -> None:
    entries = [
        Entry(code="InvalidParameter.ValueTooLarge"),
        Entry(code="InvalidParameterValue.TooLarge"),
        Entry(code="余额不足"),
    ]
    with pytest.raises(naming.NameClash) as caught:
        naming.identifiers(entries, naming.constant, "the Python member")
    (clash, empty) = caught.value.clashes
    assert clash == (
        "InvalidParameterValue.TooLarge",
        "'InvalidParameterValue.TooLarge' and 'InvalidParameter.ValueTooLarge' are both "
        "the Python member INVALID_PARAMETER_VALUE_TOO_LARGE",
        "set name: on one of them",
    )
    assert empty[0] == "余额不足"
    assert empty[2] == "set name: on this entry"


@pytest.mark.parametrize(
    ("type_name", "stem", "table"),
    [
        ("ResponseCode", "Response", "Responses"),
        ("ErrorCode", "Error", "ErrorResponses"),
        ("ErrorCodes", "Error", "ErrorResponses"),
        ("ApiResponseCode", "ApiResponse", "ApiResponses"),
        ("Code", "Code", "CodeResponses"),
    ],
)
def test_all_generated_names_derive_from_the_type_name(
    type_name: str, stem: str, table: str
) -> None:
    assert naming.stem(type_name) == stem
    assert naming.table(type_name) == table


@pytest.mark.parametrize(
    ("key", "anchor"),
    [
        ("BadRequest", "BadRequest"),
        ("auth/claims-too-large", "auth-claims-too-large"),
        ("rate_limited", "rate_limited"),
        ("__x__", "x"),
        ("a__b", "a-b"),
    ],
)
def test_an_anchor_keeps_the_spelling_of_the_code(key: str, anchor: str) -> None:
    assert naming.anchor(key) == anchor
