"""What goes wrong in the large catalog, and the texts that break outputs.

In the texts of a `Fault`, {thing} is the thing in words, {id} names one, and {path} is where the
API has it; in its message, {id} and {limit} are placeholders of the catalog.
"""

from typing import Any, NamedTuple


class Fault(NamedTuple):
    """What goes wrong with a thing: the end of the code, and what there is to say."""

    code: str
    http_status: Any
    title: str
    message: str
    description: str
    causes: tuple[str, ...]
    solutions: tuple[str, ...]
    headers: tuple[str, ...] = ()
    retryable: bool = False
    limit: int | None = None


FAULTS = (
    Fault(
        "NotFound",
        404,
        "No such {thing}",
        "There is no {thing} {id}.",
        "No {thing} has this id, or the key that was sent may not know that it exists.",
        (
            "The id was copied with a character too few.",
            "The {thing} belongs to the *test* mode, and the key to the live one.",
        ),
        (
            "List what there is:\n\n```sh\ncurl -H 'Authorization: Bearer $KEY' \\\n"
            "  'https://api.example.com{path}?limit=5'\n```",
            "Compare the id with `{id}`: ids are *case-sensitive*.",
        ),
    ),
    Fault(
        "AlreadyExists",
        409,
        "This {thing} exists already",
        "The {thing} {id} exists already.",
        "Another {thing} has the same name or the same reference; both are unique in an account.",
        ("The same request was sent twice, by two workers.", "A deleted {thing} keeps its name."),
        (
            "Send `Idempotency-Key`, so that the second request gets the answer of the first.",
            "Change the one that exists:\n\n```http\nPATCH {path}/{id} HTTP/1.1\n"
            "Content-Type: application/merge-patch+json\n\n"
            '{"name": "Another name", "tags": ["a|b", "<c>"]}\n```',
        ),
    ),
    Fault(
        "Malformed",
        400,
        "Malformed {thing}",
        "The {thing} {id} cannot be read.",
        "What was sent for the {thing} does not have the form that the reference describes.",
        ('A number was sent as text, such as `"12"`.', "The encoding is not UTF-8."),
        ("Check the body against the schema in the reference.",),
    ),
    Fault(
        "NotPermitted",
        403,
        "Not permitted for this {thing}",
        "The key may not use the {thing} {id}.",
        "The key is valid, but its role does not reach this {thing}.",
        ("The role of the key is `reader`.", "The {thing} was moved to another team."),
        (
            "Ask an owner of the account for the role:\n\n"
            "- `editor` to change a {thing},\n"
            "- `owner` to delete one, **and everything below it**.",
        ),
    ),
    Fault(
        "Locked",
        423,
        "The {thing} is locked",
        "The {thing} {id} is locked by {id}-lock.",
        "Somebody else works on the {thing}; it is released when they finish, or after a minute.",
        ("An import that takes long holds the {thing}.",),
        ("Wait for the webhook `released`, then send the request again.",),
    ),
    Fault(
        "LimitReached",
        429,
        "Too many requests for one {thing}",
        "The limit for the {thing} {id} is reached.",
        "More requests for one {thing} came than the plan allows in a minute.",
        ("A loop asks for the {thing} again and again.", "Several workers share one key."),
        (
            "Wait as many seconds as `Retry-After` says, and longer each time:\n\n"
            "```python\nfor attempt in range(5):\n    response = send(request)\n"
            "    if response.status != 429:\n        break\n"
            '    sleep(int(response.headers["Retry-After"]) * 2**attempt)\n```',
            "Ask for webhooks instead of asking again.",
        ),
        ("Retry-After", "RateLimit-Remaining"),
        True,
    ),
    Fault(
        "TooLarge",
        413,
        "The {thing} is too large",
        "The {thing} {id} has more than {limit} bytes.",
        "The body is larger than the 64 KiB that a {thing} may have.",
        ("A file was put into the body as Base64.",),
        ("Upload the file first, and name it by its id.", "Leave out what has not changed."),
        limit=65536,
    ),
    Fault(
        "UnsupportedFormat",
        415,
        "Format of the {thing} not supported",
        "The {thing} {id} has a format that is not read.",
        "The `Content-Type` of the {thing} is none of those that the API reads.",
        ("The header says `text/plain`, as some clients do when it is not set.",),
        ("Set `Content-Type: application/json; charset=utf-8`.",),
    ),
    Fault(
        "Changed",
        412,
        "The {thing} has changed meanwhile",
        "The {thing} {id} has changed since it was read.",
        "The version in `If-Match` is not that of the {thing} any more, so nothing was written.",
        ("Two people edited the {thing} at the same time.",),
        (
            "Read the {thing} again, merge what has changed, and send its new `ETag`:\n\n"
            "1. `GET` the {thing},\n2. merge,\n3. `PUT` it with `If-Match`.",
        ),
        ("ETag",),
    ),
    Fault(
        "Incomplete",
        422,
        "The {thing} is incomplete",
        "The {thing} {id} lacks something.",
        "The {thing} can be read, but a field that it needs is missing or empty.",
        ("A field was renamed in version 2.", "The form was sent before all of it was filled in."),
        ("Fill in the fields that `errors` names; `pointer` says where each one stands.",),
    ),
    Fault(
        "Unavailable",
        (502, 503),
        "The {thing} is not available now",
        "The {thing} {id} cannot be reached.",
        "The part of the platform that keeps the {thing} does not answer. Nothing was changed.",
        ("It is being updated: see the status page.",),
        ("Send the same request again later; with `Idempotency-Key` that is safe.",),
        ("Retry-After",),
        True,
    ),
    Fault(
        "TimedOut",
        504,
        "The {thing} took too long",
        "The {thing} {id} took longer than {limit} s.",
        "No answer about the {thing} came in time. It may come true **after** this response.",
        ("A service behind the API is slow: a bank, a carrier, a tax office.",),
        ("Ask for the state of the {thing} before you send the request again.",),
        retryable=True,
        limit=30,
    ),
    Fault(
        "Rejected",
        {
            402: "The plan does not include the {thing}; a larger one does.",
            422: "A rule of the account rejects the {thing}; `errors` says which one.",
        },
        "The {thing} was rejected",
        "The {thing} {id} was rejected.",
        "The request is well-formed, and yet the {thing} was turned down.",
        ("A rule that an owner of the account has set.", "The trial has ended."),
        ("Show the reason to whoever sent the {thing}: they alone can do something about it.",),
    ),
    Fault(
        "SignInRequired",
        401,
        "Sign in to use the {thing}",
        "The {thing} {id} is for people who have signed in.",
        "The request for the {thing} has no credentials, or old ones.",
        ("The token is older than an hour.",),
        ("Get a new token, and send it as `Authorization: Bearer …`.",),
        ("WWW-Authenticate",),
    ),
    Fault(
        "Archived",
        410,
        "The {thing} is archived",
        "The {thing} {id} was archived.",
        "The {thing} was archived, and is gone for good after 90 days.",
        ("Nobody had used the {thing} for a year.",),
        ("Restore it within 90 days, from the page _Archive_.",),
    ),
)

HAZARDS = (
    "Send <identifier> and {module}; amounts <5, Array<T> and <https://example.com/x> are text.",
    "import { Money } from 'here' is how this sentence starts, and it is no module.",
    ":x: is no emoji, :::note is no admonition, and 10:30:45 is a time.",
    "<details>no element</details>, neither are <br> and <!-- this -->; &amp; and AT&T are text.",
    "There is no coin {{coin}}, {% if coin %}no{% endif %} template, and no ${variable} or %s.",
    "Choose a|b, `a|b` or a \\| b; *a|b* is emphasis, and [a|b](https://example.com/a|b) a link.",
    r"The path C:\users\new has backslashes: \d+, \x41, \N{BULLET}, and one before the end: \\.",
    "snake_case_name, __init__, _lead, *args, 2 * 3 * 4 and ~5 stay as they are; ~~this~~ is gone.",
    "| no | table |\n|---|---|\n| but | text |.",
    "> Quoted {text}\n> over two lines.\n\nAfter it: [a link](https://example.com/?a=1&b={2}).",
    '```json title="a.json"\n{"coin": "{{coin}}", "a|b": ["<T>", "\\\\"]}\n```',
    "It says \"hi\", it's 'fine'; “typographic” and «French» quotes stay, and so does a/b_c/d.",
    "请求中的金额无效，请检查后重试。错误：`{{金额}}`。",
    "リクエストの形式が正しくありません。もう一度お試しください。",
    "הבקשה אינה תקינה: `<id>`, ואז English again.",
    "Ошибка запроса: повторите позже. L’erreur naïve, Straße, 😀 and ½.",
    "averyveryverylongwordwithoutanyplacetobreakitatasareoftenseeninidentifiersandhashes0123456789",
    "`a_long_code_span/without_a_place_to_break/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c`",
    "Autolinks such as https://example.com/a_b?c=d&e=f and someone@example.com stand bare.",
    "{#anchor} {/* no comment */} {'no'} {...expression} \\{escaped\\} `{code}`.",
)

LANGUAGES = ("余额不足", "リクエストが無効です", "הבקשה נדחתה", "Запрос отклонён")
