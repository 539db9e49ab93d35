"""Catalogs of any size, the same every time, for the benchmarks.

A small catalog is the beginning of a larger one. Every entry has `http_status`, `status` (as in
JSend: ``fail``, written out, for 4xx; ``error``, from the defaults, for 5xx), `code` and
`description`. What it has beside them, and what it says, is drawn at random from a fixed seed:

| what                                              | share of the entries            |
|---------------------------------------------------|---------------------------------|
| description of 40 to 180 characters, plain prose  | three in four                   |
| description with Markdown: code, link or emphasis | one in five                     |
| description in Chinese, Japanese or Korean        | one in twenty                   |
| `title`                                           | three in ten                    |
| `retryable`                                       | three in ten                    |
| `since`                                           | four in ten                     |
| `number`                                          | one in four                     |
| `message`                                         | one in four                     |
| `headers`                                         | those of 429 and 503            |
| `deprecated`                                      | one in twenty, most of them     |
|                                                   | with `replaced_by` and `reason` |

Text is written as people write it: plain on the line of its field where it fits and YAML lets it,
otherwise folded (``>-``) at 96 columns. An entry takes about 280 bytes. No entry has examples,
groups, causes, solutions, links, extensions or a map of HTTP statuses, and nothing is anchored.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

CONFIG = """\
spec = "codes.yaml"

[targets.docusaurus]
path = "out/codes.md"

[targets.python]
path = "out/codes.py"

[targets.openapi]
path = "out/codes.openapi.yaml"

[targets.typescript]
path = "out/codes.ts"
"""
"""Settings with the four targets, for a catalog ``codes.yaml`` beside them."""

HEAD = """\
apicodes: 1
title: Response codes of a large API
description: Every code that the API answers with.
version: "7.4.0"
defaults:
  status: error
headers:
  Retry-After: {description: Seconds to wait., schema: {type: integer}, example: 30}
  X-RateLimit-Reset: {description: When the limit resets., schema: {type: integer}}

codes:
"""

AREAS = (
    "Account", "Billing", "Catalog", "Delivery", "Identity", "Ledger", "Messaging", "Order",
    "Search", "Storage",
)  # fmt: skip
OWNERS = (
    "Customer", "Device", "Invoice", "Item", "Merchant", "Partner", "Session", "Team", "User",
    "Workspace",
)  # fmt: skip
THINGS = (
    "Address", "Amount", "Balance", "Card", "Country", "Currency", "Date", "Document", "Email",
    "File", "Filter", "Format", "Key", "Limit", "Name", "Password", "Phone", "Plan", "Region",
    "Token",
)  # fmt: skip
STATES = (
    "Ambiguous", "Archived", "Blocked", "Busy", "Cancelled", "Closed", "Conflicting",
    "Corrupted", "Declined", "Deleted", "Disabled", "Duplicated", "Empty", "Exceeded",
    "Expired", "Failed", "Forbidden", "Frozen", "Incomplete", "Inconsistent", "Invalid",
    "Locked", "Malformed", "Mismatched", "Missing", "Moved", "Negative", "Obsolete",
    "Outdated", "Overdue", "Paused", "Pending", "Protected", "Read", "Refused", "Rejected",
    "Reserved", "Restricted", "Revoked", "Stale", "Suspended", "Taken", "Truncated",
    "Unavailable", "Unknown", "Unpaid", "Unreachable", "Unsupported", "Unverified", "Used",
)  # fmt: skip
LARGEST = len(AREAS) * len(OWNERS) * len(THINGS) * len(STATES)
"""The largest catalog that can be made: 100,000 codes."""

STATUSES = (
    400, 400, 400, 401, 403, 403, 404, 404, 409, 409, 410, 413, 422, 422, 429, 500, 502, 503,
)  # fmt: skip

PROSE = (
    "The request cannot be completed in this state.",
    "Correct the value, then send the request again.",
    "Nothing was changed.",
    "Only the owner of the account can do this, or an administrator who acts for the owner.",
    "Wait for a minute before you try again; the operation may still be running.",
    "The change takes effect at the beginning of the next billing period.",
    "Ask support if the problem doesn't go away.",
    "Older clients see the same answer without details.",
)
MARKDOWN = (
    "Send the `{code}` parameter with the request.",
    "See [the guide](https://docs.example.com/guides/{word}) for what to do.",
    "It is *not* retried by the `{word}-client` library.",
    "**Never** log the `{word}` that came with the request.",
    "Read [errors](/errors#{word}) and call `GET /v1/{word}s/{{id}}` before you go on.",
)
EAST_ASIAN = (
    (
        "请求的参数 {word} 无效。",
        "您的账户余额不足以完成此操作。",
        "该资源正在被其他操作使用。",
    ),
    (
        "リクエストの {word} の形式が正しくありません。",
        "しばらく待ってからもう一度お試しください。",
        "このアカウントには必要な権限がありません。",
    ),
    (
        "요청한 {word} 항목을 찾을 수 없습니다.",
        "잠시 후 다시 시도해 주시기 바랍니다.",
        "이 계정에는 필요한 권한이 없습니다.",
    ),
)
MESSAGES = (
    "The {word} is not valid.",
    "No {word} with this id.",
    "Try again later.",
    "You may not change this {word}.",
)


def text(count: int) -> Iterator[str]:
    """Return a catalog of `count` codes, in pieces: a large one is never held as a whole."""
    if count > LARGEST:
        raise ValueError(f"at most {LARGEST:,} codes")
    yield HEAD
    random = Random(7)
    for index in range(count):
        yield f"{_entry(random, _words(index))}\n"


def _words(index: int) -> list[str]:
    """Return the words of a code, no two alike; neighbours differ in all of them."""
    index = index * 61_803 % LARGEST
    words = []
    for choices in (STATES, THINGS, OWNERS, AREAS):
        index, choice = divmod(index, len(choices))
        words.append(choices[choice])
    return words[::-1]


def _entry(random: Random, words: Sequence[str]) -> str:
    code = "".join(words)
    status = _one(random, STATUSES)
    lines = [f"http_status: {status}", *(["status: fail"] if status < 500 else []), f"code: {code}"]
    if _chance(random, 0.3):
        lines.append(f"title: {words[1]} {words[2].lower()} {words[3].lower()}")
    lines.append(_field("description", _description(random, words)))
    if _chance(random, 0.25):
        lines.append(f"number: {40_000 + int(random.random() * 20_000)}")
    if _chance(random, 0.25):
        lines.append(_field("message", _one(random, MESSAGES).format(word=words[2].lower())))
    if _chance(random, 0.3):
        lines.append(f"retryable: {_one(random, ('true', 'false'))}")
    if status in (429, 503):
        lines.append("headers: [Retry-After, X-RateLimit-Reset]")
    if _chance(random, 0.4):
        lines.append(f'since: "{1 + int(random.random() * 6)}.{int(random.random() * 10)}"')
    if _chance(random, 0.05):
        lines.append(_deprecated(random))
    return textwrap.indent("\n".join(lines), "    ").replace("    ", "  - ", 1)


def _deprecated(random: Random) -> str:
    if _chance(random, 0.2):
        return "deprecated: true"
    first = "".join(_words(0))
    return (
        f'deprecated:\n  since: "{1 + int(random.random() * 6)}.5"\n  replaced_by: {first}\n'
        "  reason: One code for both cases is enough."
    )


def _description(random: Random, words: Sequence[str]) -> str:
    """Return a description of 40 to 180 characters: prose, Markdown or a language of East Asia."""
    draw = random.random()
    area, owner, thing, state = (word.lower() for word in words)
    if draw < 0.05:
        first, *more = _one(random, EAST_ASIAN)
        return _joined(random, [first.format(word=f"{owner}-{thing}")], more)
    first = f"The {thing} of the {owner} is {state} in {area}."
    if draw < 0.25:
        code = f"{owner}_{thing}"
        return _joined(random, [first, _one(random, MARKDOWN).format(code=code, word=thing)], PROSE)
    return _joined(random, [first], PROSE)


def _joined(random: Random, sentences: list[str], more: Sequence[str]) -> str:
    """Add sentences until the text has a length drawn from 40 to 150, and 180 at most."""
    wanted = 40 + random.random() * 110
    while len(" ".join(sentences)) < wanted:
        longer = [*sentences, _one(random, more)]
        if len(" ".join(longer)) > 180:
            break
        sentences = longer
    return " ".join(sentences)


def _field(name: str, value: str) -> str:
    plain = re.match(r"[\w(]", value) and not re.search(r": | #", value)
    if plain and len(name) + len(value) < 90:
        return f"{name}: {value}"
    folded = textwrap.wrap(value, 90, break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"{name}: >-", *(f"  {line}" for line in folded)])


def _one(random: Random, choices: Sequence[T]) -> T:
    return choices[int(random.random() * len(choices))]


def _chance(random: Random, share: float) -> bool:
    return random.random() < share
