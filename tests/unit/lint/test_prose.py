"""Rules about what is written for readers: where each fires, to the column, and where it does not.

A mark stands before the character where a problem is expected; a text without one is silent.
"""

import pytest

from apicodes.catalog.fields import FIELDS
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.lint.catalog_texts import prose
from helpers.linting import assert_marked, problems
from helpers.marks import MARK, codes

REPEATED = {
    "two entries": """
  - code: A
    description: The same.
  - code: B
    description: ▶The same.
""",
    "three, each later one": """
  - code: A
    description: The same.
  - code: B
    description: ▶The same.
  - code: C
    description: ▶"The same."
""",
    "folded otherwise": """
  - code: A
    description: The text goes on.
  - code: B
    description: ▶>-
      The text
      goes on.
""",
    "for one HTTP status": """
  - code: A
    description: The same.
  - code: B
    http_status:
      400: Another text.
      409: ▶The same.
""",
    "twice in one entry": """
  - code: A
    http_status:
      400: The same.
      409: The same.
""",
    "in another case": """
  - code: A
    description: The same.
  - code: B
    description: the same.
""",
    "of a removed entry": """
  - code: A
    description: The same.
    removed: {since: "2"}
  - code: B
    description: The same.
""",
    "of what takes its place": """
  - code: A
    description: The same.
    deprecated: {replaced_by: B}
  - code: B
    description: The same.
""",
    "a cause of two": """
  - code: A
    description: Text.
    causes: [The same.]
  - code: B
    description: More text.
    causes: [The same.]
""",
}

STOPS = """
  - code: Y
    description: It has one.
  - code: Z
    http_status: {400: One., 401: Two., 403: Three., 404: Four., 409: Five.}
"""
"""Six descriptions with a full stop."""

FULL_STOP = {
    "no full stop": "description: ▶It has none",
    "in quotes": 'description: ▶"It has none"',
    "in a block": "description: ▶|\n      It has\n      none",
    "a link": "description: ▶See [the guide](/guide)",
    "code": "description: ▶Send `limit`",
    "a comma": "description: ▶It has none,",
    "brackets": "description: ▶It has none (RFC 9110)",
    "Chinese": "description: ▶没有找到",
    "for one HTTP status": "http_status: {404: ▶It has none}",
    "a heading is no sentence": "description: |\n      Text.\n\n      # What to do",
    "a question": "description: Is it there?",
    "an exclamation": "description: Wait!",
    "an ellipsis": "description: Wait…",
    "a full stop in quotes": "description: It says "
    + "\N{LEFT DOUBLE QUOTATION MARK}no.\N{RIGHT DOUBLE QUOTATION MARK}",
    "a full stop in brackets": "description: (It has one.)",
    "a full stop in a link": "description: See [the guide.](/guide)",
    "a full stop in bold": "description: '**It has one.**'",
    "a full stop in code": "description: It says `no.`",
    "Chinese with a full stop": "description: 没有找到。",
    "Hindi with a full stop": "description: नहीं मिला।",
    "a list": "description: |\n      One of these:\n\n      - a\n      - b",
    "a list alone": "description: |\n      1. a\n      2. b",
    "a block of code": "description: |\n      Send this:\n\n      ```\n      a b\n      ```",
    "an address": "description: Look at https://example.com/codes",
    "an address as a link": "description: Look at <https://example.com/codes>",
    "a mail address": "description: Write to help@example.com",
    "a tag of a template": "description: 'It has one. {% badge name=\"a\" %}'",
    "one word": "description: Success",
    "a removed entry": "description: It has none\n    removed: {since: '2'}",
    "a reason, which is of another kind": "description: Text.\n    deprecated: {reason: No way}",
    "silenced": "description: It has none  # apicodes: ignore[full-stop]",
    "cut off by a hash": "description: It was in Room #5 and went.",
}

FULL_STOP_STYLES = {
    "as many have none": """
  - code: A
    description: It has one.
  - code: B
    description: It has none
""",
    "five of six have one": """
  - code: A
    description: It has none
  - code: Z
    http_status: {400: One., 401: Two., 403: Three., 404: Four., 409: Five.}
""",
    "causes have their own style": """
  - code: A
    description: It has one.
    causes: [a small cause, a large cause]
  - code: B
    description: It has one, too.
    causes: [no cause at all]
""",
    "a cause unlike the others": """
  - code: A
    description: it has none
    causes: [A cause., B., C., D., E., A large cause., ▶no cause]
""",
    "a group unlike the others": """
title: Codes
groups:
  a: {title: A, description: It has one.}
  b: {title: B, description: It has one.}
  c: {title: C, description: ▶It has none}
  d: {title: D, description: It has one.}
  e: {title: E, description: It has one.}
  f: {title: F, description: It has one.}
  g: {title: G, description: It has one.}
codes:
  - code: A
    description: it has none
    group: a
""",
    "a header unlike the others": """
title: Codes
headers:
  A: {description: It has one.}
  B: {description: It has one.}
  C: {description: ▶It has none}
  D: {description: It has one.}
  E: {description: It has one.}
  F: {description: It has one.}
  G: {description: It has one.}
codes:
  - code: A
    description: it has none
    headers: [A, B, C]
""",
}

HEADING = {
    "of a chapter": "description: ▶|\n      Text.\n\n      ## What to do\n\n      Wait.",
    "at the beginning": "description: ▶'# Not found'",
    "underlined": "description: ▶|\n      Text\n      ---\n      More text.",
    "underlined twice": "description: ▶|\n      Text\n      ====\n\n      More text.",
    "in a list": "description: ▶|\n      - # Text\n      - More text.",
    "in a quotation": "description: ▶|\n      > # Text\n\n      More text.",
    "two, told once": "description: ▶|\n      # A\n\n      # B",
    "of a cause": "description: Text.\n    causes: [▶'# Text']",
    "of a reason": "description: Text.\n    deprecated: {reason: ▶'# Text'}",
    "no space": "description: '#5 is taken.'",
    "seven": "description: '####### Text.'",
    "in a block of code": "description: |\n      Run:\n\n      ```sh\n      # A comment\n      ```",
    "a break": "description: |\n      Text.\n\n      ---\n\n      More text.",
    "a list": "description: |\n      Text:\n\n      - a\n      -\n",
    "escaped": "description: '\\# Text.'",
    "a removed entry": "description: '# Text'\n    removed: {since: '2'}",
}

UNFINISHED = {
    "null": "description: ▶'null'",
    "N/A": "description: ▶N/A.",
    "no word": "description: Text.\n    title: ▶'-'",
    "None among others": "description: None of them is there.",
    "a question mark in Chinese": "description: 没有",
    "TODO": "description: ▶TODO",
    "with a colon": 'description: ▶"TODO: say when."',
    "FIXME in brackets": "description: ▶Text (FIXME).",
    "TBD": "description: ▶The limit is TBD.",
    "XXX": "description: ▶XXX",
    "in an emphasis": "description: ▶The **TODO** is here.",
    "lorem ipsum": "description: ▶Lorem ipsum dolor sit amet.",
    "a title": "description: Text.\n    title: ▶TODO",
    "a message": "description: Text.\n    message: ▶TODO",
    "a solution": "description: Text.\n    solutions: [▶TODO.]",
    "a link": "description: Text.\n    links: [{title: ▶TBD, url: /a}]",
    "a summary": "description: Text.\n    examples: [{summary: ▶TODO, body: {a: TODO}}]",
    "code": "description: Tasks that are `TODO` stay.",
    "a code of the API": "description: Text.\n    number: 1\n    name: TODO",
    "a word of the API": "description: No todo has this number.",
    "part of a word": "description: XXXL is out of stock, and so is METODO.",
    "a mask": "description: It looks like XXX-XXX.",
    "a range": "description: Every 5XX is told.",
    "a removed entry": "description: TODO\n    removed: {since: '2'}",
    "silenced": "description: TODO  # apicodes: ignore[unfinished-text]",
}

LINK = {
    "a space between": "description: ▶See [the guide] (https://example.com).",
    "a line between": "description: ▶|\n      See [the guide]\n      (https://example.com).",
    "a space in the address": "description: ▶See [the guide](https://example.com/a b).",
    "an empty address": "description: ▶See [the guide]().",
    "no text": "description: ▶See [](https://example.com).",
    "no text but spaces": "description: ▶See [ ](https://example.com).",
    "an open bracket": "description: ▶See [the guide(https://example.com).",
    "an open parenthesis": "description: ▶See [the guide](https://example.com",
    "turned around": "description: ▶See (the guide)[https://example.com].",
    "a script": "description: ▶See [the guide](javascript:alert).",
    "no scheme": "description: ▶See [the guide](www.example.com).",
    "a port that is a word": "description: ▶See [it](https://localhost:PORT/a).",
    "a port too high": "description: Text.\n    links: [{title: A, url: ▶'https://a.b:99999/'}]",
    "a host to fill in": "description: Text.\n    links: [{title: A, url: ▶'https://{host}/x'}]",
    "a path to fill in": "description: Text.\n    links: [{title: A, url: 'https://a.b/{x}'}]",
    "no scheme, and a path": "description: ▶See [the guide](docs.example.com/a).",
    "a misspelt scheme": "description: ▶See [the guide](https//example.com).",
    "a scheme without slashes": "description: ▶See [`limit`](https:example.com/*a*).",
    "an image from nowhere": "description: ▶See ![the guide]().",
    "in bold": "description: ▶See **[the guide] (https://example.com)**.",
    "two": "description: ▶See [a]() and [b](c).",
    "right after Chinese": "description: ▶参见[文档](/a b)。",
    "of a solution": "description: Text.\n    solutions: [▶'See [the guide]().']",
    "a field without a scheme": "description: Text.\n    links: [{title: A, url: ▶www.a.com}]",
    "a field with two schemes": "description: Text.\n"
    "    links: [{title: A, url: ▶https://https://a.b}]",
    "well-formed": "description: See [the guide](https://example.com/a?b=c).",
    "relative": "description: See [the guide](../guide.md#limits), [it](#a) and [that](/b).",
    "a file that looks like a host": "description: See [the guide](http-errors.md).",
    "spaces in angle brackets": "description: See [the guide](<https://example.com/a b>).",
    "with a title": 'description: See [the guide](/guide "The guide").',
    "a reference": "description: |\n      See [the guide].\n\n      [the guide]: /guide",
    "an optional word": "description: Send a [valid] (and new) key.",
    "a number": "description: Choose a [room] (#5).",
    "an aside": "description: Send a key [from the list (https://example.com)] with it.",
    "an interval": "description: A number in [0, 5) is expected.",
    "an index": "description: The field items[0] (see above) is wrong.",
    "a generic type": "description: Send Map[K](key, the value).",
    "a pattern": "description: It has to match ^[A-Z](a|b c)$ or [a-z](1,3).",
    "code": "description: Write `[text] (https://example.com)` for a link.",
    "escaped": "description: Write \\[text\\](a b) for a link.",
    "an address in parentheses": "description: The guide (https://example.com) has more.",
    "a field, relative": "description: Text.\n    links: [{title: A, url: /guide#a}]",
    "a field, mail": "description: Text.\n    links: [{title: A, url: 'mailto:a@example.com'}]",
    "a removed entry": "description: See [the guide]().\n    removed: {since: '2'}",
}

HASH = {
    "a number": "description: Room ▶#5",
    "and more": "description: Room ▶#5 is taken.",
    "a channel": "description: Text.\n    message: Write to ▶#help",
    "of": "description: Text.\n    title: Maximum ▶# of items",
    "to a full stop": "description: The number ▶# is missing.",
    "on the second line": "description: The room\n      is ▶#5",
    "nothing left": "description: Text.\n    message: ▶#5 is taken",
    "in a list": "description: Text.\n    causes:\n      - Room ▶#5 is taken.",
    "for one HTTP status": "http_status:\n      404: Room ▶#5\n      409: It is taken.",
    "in a body": "description: Text.\n    examples:\n      - body:\n          a: Room ▶#5",
    "in a field of the team's": "description: Text.\n    x-note: Room ▶#5",
    "in the example of a parameter": "message: 'In {a}.'\n    params:\n      a:\n"
    "        example: Room ▶#5",
    "in the title of a link": "description: Text.\n    links:\n      - url: https://a.b\n"
    "        title: Room ▶#5",
    "a removed entry": "description: Room ▶#5\n    removed: {since: '2'}",
    "a comment after a sentence": "description: Text.  # why",
    "a sentence, and a comment like a word": "description: Text. #why",
    "one space on each side": "description: Not found # legacy",
    "a comment of a sentence": "description: Not found # Kept for old clients.",
    "two spaces": "description: Not found  #legacy",
    "quoted": 'description: "Room #5"',
    "quoted, and a comment": 'description: "Room" #5',
    "folded": "description: >-\n      Room #5 is\n      taken.",
    "no space": "description: Room#5",
    "an ignored rule": "http_status: 404 # apicodes: ignore[description-missing]",
    "an ignored rule, close": "description: None #apicodes: ignore[full-stop]",
    "a field that is no text": "description: Text.\n    http_status: 404 #gone",
    "a version": "description: Text.\n    since: 1.0 #first",
    "a line of its own": "description: Text.\n    #number: 5",
}

BRACE = {
    "not closed": "message: ▶'Use {{x}} and {y'",
    "not opened": "message: ▶'Use {{x}} and y}'",
    "at the end": "message: ▶'It begins with {'",
    "doubled on one side": "message: ▶'Use {{x}'",
    "placeholders": "message: 'Use {x} and {y}'",
    "doubled": "message: 'Use {{x}} and {{'",
    "of a title": "title: 'Use {y'",
    "a removed entry": "message: 'Use {y'\n    removed: {}",
}

SPLIT = {
    "a conjunction": "solutions: [Add the scope, ▶or use another key.]",
    "a small letter after a capital": "solutions: [Add the scope, ▶use another key.]",
    "twice": "solutions: [Add the scope, ▶use another key, ▶or wait.]",
    "on the next line": "causes: [The key is old,\n      ▶and it lacks the scope.]",
    "in a body": "examples: [body: {message: Not found, ▶or gone}]",
    "in a list of a body": "examples: [body: {errors: [Not found, ▶or gone]}]",
    "in a field of the team's": "x-notes: [Ask billing, ▶then wait]",
    "with a full stop between": "solutions: [Add the scope., or use another key.]",
    "with capitals": "solutions: [Add the scope, Use another key]",
    "all small": "causes: [a small cause, a large cause]",
    "single words": "aliases: [NotFound, missing]",
    "quoted": 'solutions: ["Add the scope, or use another key."]',
    "one of two quoted": "solutions: ['Add the scope', or use another key.]",
    "in a block": "solutions:\n      - Add the scope, or use another key.",
    "members of a body": "examples: [body: {a b: Not found, c d: gone}]",
    "a set": "examples: [body: {a: Not found, gone}]",
}

OF_A_SITE = {
    "a link": "description: ▶See [a](/b).",
    "by reference": "description: ▶'See [a].\n\n\n      [a]: /b'",
    "in a cause": "description: Text.\n    causes: [▶'[a](/b/c#d)']",
    "a link of its own": "description: Text.\n    links: [{title: A, url: ▶/b}]",
    "other addresses": "description: '[a](https://b.c/d), [b](#c), [c](//d), `[e](/f)`'",
    "a removed entry": "links: [{title: A, url: /b}]\n    removed: {since: '2'}",
}

PARAMETER = {
    "no params": "message: ▶The field {name} is missing.",
    "another one": "message: ▶'{nme} is missing.'\n    params: {nme2: {}}",
    "two": "message: ▶The field {a} of {a} is missing.\n    params: {b: {}}",
    "explained": "message: '{name} is missing.'\n    params: {name: {type: string}}",
    "two braces": "message: '{{coin}} is missing.'",
    "JSON": "message: 'Expected {\"a\": 1}, or {}.'",
    "no braces": "message: Text.",
    "a removed entry": "message: '{name} is missing.'\n    removed: {since: '2'}",
}

UNUSED = {
    "not in the message": "message: Text.\n    params:\n      name: ▶{type: string}",
    "no message": "params: {name: ▶{}}",
    "one of two": "message: '{a} is missing.'\n    params: {a: {}, b: ▶{}}",
    "in a block": "message: Text.\n    params:\n      name:\n        ▶type: string",
    "used": "message: '{a} is missing.'\n    params: {a: {}}",
    "a removed entry": "params: {name: {}}\n    removed: {since: '2'}",
}

ANCHOR = {
    "a text": "description: ▶&more fields are needed.",
    "an empty text": "description: ▶&more",
    "in a list": "causes: [One., ▶&b Two.]",
    "a second one of the same name": "description: &a One.\n    message: *a\n    title: ▶&a Two.",
    "a mapping": "deprecated: ▶&d {reason: R.}",
    "with an alias": "description: &a One.\n    message: *a",
    "a quoted text": "description: '&more fields are needed.'",
    "inside a text": "description: This &more fields & others && so on.",
    "in a block": "description: |\n      &more fields.",
}


def entry(fields: str) -> str:
    return f"  - code: A\n    {fields}\n"


def described(fields: str) -> str:
    return entry(f"description: Text.\n    {fields}")


TABLES = {
    "description-repeated": REPEATED,
    "full-stop": FULL_STOP_STYLES
    | {name: entry(text) + STOPS.lstrip("\n") for name, text in FULL_STOP.items()},
    "heading-in-description": {name: entry(text) for name, text in HEADING.items()},
    "unfinished-text": {name: entry(text) for name, text in UNFINISHED.items()},
    "malformed-link": {name: entry(text) for name, text in LINK.items()},
    "root-relative-link": {name: entry(text) for name, text in OF_A_SITE.items()},
    "text-after-hash": {name: entry(text) for name, text in HASH.items()},
    "text-split-by-comma": {name: described(text) for name, text in SPLIT.items()},
    "unbalanced-brace": {name: described(text) for name, text in BRACE.items()},
    "unused-anchor": {name: entry(text) for name, text in ANCHOR.items()},
    "undefined-parameter": {name: described(text) for name, text in PARAMETER.items()},
    "unused-parameter": {name: described(text) for name, text in UNUSED.items()},
}
CASES = [
    pytest.param(rule, text, id=f"{rule}: {name}")
    for rule, table in TABLES.items()
    for name, text in table.items()
]


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_a_rule_fires_at_its_marks_and_nowhere_else(rule: str, text: str) -> None:
    assert_marked(rule, text)


SAID = {
    "the first of two": (
        REPEATED["two entries"],
        "'A' already has the description 'The same.' (codes.yaml:5:18)",
        "describe how the two differ",
    ),
    "the end of a sentence": (
        entry("description: The entry does not exist") + STOPS.lstrip("\n"),
        "no full stop after 'The entry does not exist', but 6 of 7 descriptions have one",
        "end the sentence with '.'",
    ),
    "a heading": (entry("description: '## What to do'"), "the heading 'What to do'", "in bold"),
    "a heading by accident": (
        entry("description: |\n      Text\n      ---"),
        "the heading 'Text'",
        "leave an empty line above the line of '-'",
    ),
    "a note": (
        entry("description: The limit is TBD."),
        "'TBD' marks this description as unfinished",
        "finish the text",
    ),
    "a space in a link": (
        entry("description: See [a](b c)."),
        "'[a](b c)' looks like a link, but is not one",
        "write '%20'",
    ),
    "a script with brackets": (
        entry("description: See [a](javascript:b(1))."),
        "'[a](javascript:b' looks like a link, but is not one",
        "block scripts",
    ),
    "a link without a scheme": (
        entry("description: See [a](www.b.c)."),
        "the address of the link '[a](www.b.c)' has no scheme",
        "write 'https://www.b.c'",
    ),
    "a link of one site": (
        entry("description: See [a](/b)."),
        "'/b' leads to a page of the site that shows the text",
        "write the whole URL, 'https://.../b'",
    ),
    "lost text": (
        entry("description: Room #5 is taken."),
        "YAML reads '#5 is taken.' as a comment, so the text is only 'Room'",
        "quote the text, or write it on the next line after '>-'",
    ),
    "a placeholder": (
        described("message: '{nam} is missing.'\n    params: {name: {}}"),
        "the message has {nam}, but 'params' does not describe it",
        "did you mean 'name'?",
    ),
    "a parameter": (
        described("message: '{a} is missing.'\n    params: {a: {}, b: {}}"),
        "the message has no placeholder {b}",
        "add it to the message, or delete it here",
    ),
}


@pytest.mark.parametrize(("text", "message", "hint"), SAID.values(), ids=SAID)
def test_a_message_says_the_value_and_what_to_do(text: str, message: str, hint: str) -> None:
    found = problems(codes(text.replace(MARK, "")))
    assert any(message in each.message and hint in (each.hint or "") for each in found), found


TEXTS = """
  - code: A
    http_status: {400: Text.}
    causes: [Text.]
    solutions: [Text.]
    message: "{limit}"
    params: {limit: {description: Text.}}
    deprecated: {reason: Text.}
    removed: {reason: Text.}
  - code: B
    description: Text.
"""


def test_the_texts_are_those_of_all_fields_with_markdown() -> None:
    catalog, _, _ = build(codes(TEXTS), "codes.yaml", Catalog)
    assert catalog is not None
    texts = list(prose(catalog, removed=True))
    assert {text.value for text in texts} == {"Text."}
    fields = {field.origin or field.name for field in FIELDS if field.markdown is not None}
    assert {text.steps[2] for text in texts} == fields
    assert sorted({text.kind for text in texts}) == [
        "cause",
        "deprecated reason",
        "description",
        "param description",
        "removed reason",
        "solution",
    ]
