"""The rules about what codes are called: each where it finds something, and where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apicodes.lint import Settings
from helpers.linting import NOTHING, assert_fires, assert_silent, problems
from helpers.marks import codes


def listed(*names: str) -> str:
    """Return entries with these codes, and something to say of each."""
    return "\n".join(
        f"  - code: {name}\n    description: What number {number} means."
        for number, name in enumerate(names)
    )


STYLED = {
    "PascalCase": ("NotFound", "Error", "▶name_taken"),
    "camelCase": ("notFound", "error", "nameTaken", "▶TooLarge"),
    "snake_case": ("not_found", "too_large", "gone", "▶nameTaken", "▶too-small"),
    "SCREAMING_SNAKE_CASE": ("NOT_FOUND", "2FA_WAIT", "▶TooLarge"),
    "kebab-case": ("not-found", "too-large", "▶TOO_SMALL"),
    "parts": ("auth/no-token", "auth/no-user", "▶auth/badKey"),
    "no style": ("NotFound", "NameTaken", "▶tecNAME_TAKEN"),
    "one that fits two": ("ok", "error", "▶NotFound"),
    "what the settings say": ("▶NotFound", "▶NameTaken", "too_large"),
}


@pytest.mark.parametrize("case", STYLED)
def test_a_code_in_another_style_is_found(case: str) -> None:
    set_style = Settings(code_style="snake_case") if "settings" in case else NOTHING
    assert_fires("code-style", listed(*STYLED[case]), set_style)


IN_STYLE = {
    "one word": ("NotFound", "NameTaken", "Error"),
    "acronyms": ("NotFound", "NameTaken", "IO", "HTTPError", "Error404"),
    "digits": ("'10001'", "'0010'", "14_030", "'-1'", "NotFound", "NameTaken"),
    "half of each": ("NotFound", "NameTaken", "too_large", "too_small"),
    "two codes": ("NotFound", "too_large"),
    "no style": ("tecAMM_FULL", "tecDIR_FULL", "NotFound", "COMPTE 13"),
    "none among most": ("NotFound", "NameTaken", "TooLarge", "E 1", "E 2", "E 3"),
    "other alphabets": ("NotFound", "NameTaken", "错误 e1", "Ошибка"),
    "parts": ("UK.OBIE.Field.Missing", "Field.1", "NotFound"),
    "gone": ("NotFound", "NameTaken", "too_large\n    removed: {}"),
    "going": ("NotFound", "NameTaken", "too_large\n    deprecated: true"),
}


@pytest.mark.parametrize("names", IN_STYLE.values(), ids=IN_STYLE)
def test_codes_in_one_style_or_in_none_are_fine(names: tuple[str, ...]) -> None:
    assert_silent("code-style", listed(*names))


def test_a_code_is_suggested_in_the_style() -> None:
    text = listed("auth/not-found", "auth/too-large", "gone", "auth/nameTaken", "COMPTE 13")
    printed = [str(each.hint) for each in problems(codes(text))]
    assert "rename it to 'auth/name-taken'" in printed[0]
    assert "rename it to 'compte-13'" in printed[1]
    assert all("silence" in hint for hint in printed)


def test_a_style_without_a_spelling_of_the_code_is_not_suggested() -> None:
    (found,) = problems(codes(listed("2FA-X", "not_found", "too_large")))
    assert "rename" not in str(found.hint)


SIMILAR = {
    "a letter less": ("NotFound", "▶NotFoud"),
    "a letter more": ("NotFound", "▶NotFounnd"),
    "another letter": ("UNAUTHORIZED", "▶UNAUTHORISED"),
    "letters in each other's place": ("invalid-receiver", "▶invalid-reciever"),
    "the earlier of the two": ("▶NotFoud", "NotFound", "EntryFound"),
    "in lower case": ("toomanyrequests", "▶toomanyrequsts"),
    "a name": ("NotFound", "x\n    name: ▶NotFoud"),
}


@pytest.mark.parametrize("names", SIMILAR.values(), ids=SIMILAR)
def test_a_name_that_looks_like_a_misspelling_is_reported(names: tuple[str, ...]) -> None:
    assert_fires("similar-codes", listed(*names))


DIFFERENT = {
    "numbers": ("Error1", "Error2", "E1001", "E1002", "X10000", "X10001"),
    "digits": ("'10001'", "'10002'", "'-20001'"),
    "short words": ("TooLong", "TooLow", "BadCode", "BadMode", "CardLost", "CardList"),
    "single letters": ("CobVInvalida", "CobRInvalida", "CobInvalida"),
    "one and many": ("ItemLocked", "ItemsLocked", "KeyExpire", "KeyExpired"),
    "the first letter": ("UserNotified", "UserVotified"),
    "the last letter": ("NoPayer", "NoPayee"),
    "words that other codes have": ("ContactBad", "ContractBad", "ContactOld", "ContractOld"),
    "two slips": ("NotFound", "NotFiud"),
    "the same left of both": ("KeyContxract", "KeyContraqct"),
    "gone": ("NotFound", "NotFoud\n    removed: {}"),
    "going": ("NotFound", "NotFoud\n    deprecated: true"),
    "no words": ("错误", "错议"),
}


@pytest.mark.parametrize("names", DIFFERENT.values(), ids=DIFFERENT)
def test_names_that_people_can_tell_apart_are_fine(names: tuple[str, ...]) -> None:
    assert_silent("similar-codes", listed(*names))


def is_slip(word: str, other: str) -> bool:
    """Return whether two words differ in one inner letter, as the rule explains it."""
    short, long = sorted((word, other), key=len)
    if (short[0], short[-1]) != (long[0], long[-1]) or len(long) < 5:
        return False
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    differ = [at for at, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        return short[differ[0]] + short[differ[1]] == long[differ[1]] + long[differ[0]]
    return len(differ) == 1


@given(st.lists(st.from_regex("[ab][abc]{2,5}[ab]", fullmatch=True), min_size=2, unique=True))
def test_all_slips_are_found_and_nothing_else(words: list[str]) -> None:
    assert [each.location.line for each in problems(codes(listed(*words)))] == [
        4 + 2 * index
        for index, word in enumerate(words)
        if any(is_slip(word, other) for other in words[:index])
    ]


COLLIDING = {
    "case": listed("TimeOut", "▶Timeout"),
    "separators": listed("Field.TooLarge", "▶FieldTooLarge"),
    "a name": listed("Timeout", "x\n    name: ▶TIMEOUT"),
    "a status without a code": """
  - code: NotFound
    http_status: 410
    description: It is gone.
  - http_status: ▶404
    description: Nothing is there.
""",
    "an anchor": listed("'1'", "▶'-1'"),
}


@pytest.mark.parametrize("text", COLLIDING.values(), ids=COLLIDING)
def test_an_identifier_that_another_entry_has_is_found(text: str) -> None:
    assert_fires("identifier-collision", text)


APART = {
    "other words": listed("Timeout", "TimeIsOut"),
    "a name on one": listed("TIMEOUT\n    name: Late", "Timeout"),
    "gone": listed("TIMEOUT\n    removed: {}", "Timeout"),
    "no words": listed("错误", "错议"),
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_identifiers_of_their_own_are_fine(text: str) -> None:
    assert_silent("identifier-collision", text)


def test_a_collision_names_the_identifiers_and_the_other_entry() -> None:
    (found,) = problems(codes(listed("Timeout", "TimeOut")))
    assert "'Timeout' (codes.yaml:4:11)" in found.message
    assert (
        "OpenAPI component TimeOut, the anchor TimeOut, the TypeScript key TimeOut" in found.message
    )
