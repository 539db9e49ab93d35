"""``apicodes adopt``: hand edits of outputs go back into the catalog, and nothing else changes."""

import itertools
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import cases
from helpers.command import Result
from helpers.project import CONFIG, Project

SHOP = """\
# The codes of the shop; ask the platform team before you add one.
apicodes: 1   # the format
title: 'Shop codes'   # as in the menu
description: >-  # shown above the table
  The codes that the *shop* answers with, whatever the
  endpoint is.
defaults: {status: error}   # nearly all

headers:
  Retry-After: {description: Seconds to wait.}

codes:
  # It went well.
  - http_status: 200   # and nothing else
    status: ok
    description: Everything worked as expected.   # everything

  - http_status: [500, 502]
    description: "Something went wrong on \\"our\\" side."

  - http_status: 400
    code: BadRequest   # since ever
    description: >-  # folded by hand
      The request is malformed, or it
      contains `invalid` parameters, or it is
      too *large* for us.
    title: "Bad request"
    # what the wire says
    message: 'The request can''t be read.'

  # One text for each status.
  - http_status:
      409: The name is taken.   # by somebody else
      410: 'The name was deleted.'
      423: "The name is locked."   # for a day
    code: NameTaken
"""
GATEWAY = """\
apicodes: 1
# Those of the gateway have another word.
defaults: {status: fail}
codes:
  - {http_status: 429, code: TooMany, retryable: true, headers: [Retry-After], description: "Wait."}
  - http_status: 503
    code: Unavailable
    description: |
      The service is down.

      - Wait a minute.
      - Try **again**.
    since: "1.2"   # when it came
    deprecated: {since: "2.0", reason: Nobody sends it.}
  - http_status: 504
    code: Secret
    visibility: internal
    description: Not for you.
  - http_status: 505
    code: Timeout
    description: Too late.
"""
PAGE, MODULE = "out/codes.md", "out/codes.py"
FRAGMENT, CONSTANTS = "out/codes.openapi.yaml", "out/codes.ts"
ALL = (PAGE, MODULE, FRAGMENT, CONSTANTS)

Pair = tuple[str, str]


class Shop(Project):
    """A project of two catalog files in a repository of git, its outputs in sync."""

    def edit(self, name: str, *pairs: Pair) -> None:
        """Put other texts into a file, each in the place of one that stands there once."""
        text = self.read(name)
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        self.write(name, text)

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments]
        done = subprocess.run(command, cwd=self.path, capture_output=True, text=True, check=True)
        return done.stdout

    def changed(self) -> str:
        """Return the lines of the catalog that git sees changed."""
        lines = self.git("diff", "-U0", "--", "shop.yaml", "gateway.yaml").splitlines(True)
        return "".join(line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---"))

    def adopted(self, *arguments: str) -> str:
        """Adopt files, see that all is in sync then, and return what changed in the catalog."""
        result = self.run("adopt", *arguments)
        assert (result.code, result.err.count("error")) == (0, 0), result.err
        assert self.run("check", "--verify").code == 0
        assert self.run("generate", "--exit-code").code == 0
        return self.changed()

    def refused(self, *arguments: str) -> Result:
        """Adopt files, and see that nothing was written."""
        before = self.files()
        result = self.run("adopt", *arguments)
        assert self.files() == before
        assert result.out == ""
        return result


@pytest.fixture
def shop(empty: Project) -> Shop:
    """The shop, committed with its outputs."""
    made = Shop(empty.path)
    settings = CONFIG.replace('"codes.yaml"', '["shop.yaml", "gateway.yaml"]')
    made.write("apicodes.toml", settings.replace('md"\n', "md\"\nfront_matter.slug = '/codes'\n"))
    made.write("shop.yaml", SHOP)
    made.write("gateway.yaml", GATEWAY)
    assert made.run("generate").code == 0
    made.git("init", "-q")
    made.git("add", ".")
    made.git("commit", "-qm", "x")
    return made


def lines(*changes: tuple[str, str]) -> str:
    """Return lines that went and came, as a diff has them."""
    return "".join(f"{sign}{line}\n" for sign, line in changes)


TEN: tuple[Pair, ...] = (
    ("# Shop codes\n", "# Codes of the shop\n"),
    ("whatever the endpoint is.", "whatever the endpoint."),
    ("Everything worked as expected.", "All is well: \\{x\\} \\| y."),
    ('on "our" side', 'on "their" side'),
    ("it contains `invalid`", "it has `invalid`"),
    ("| Bad request |", "| Malformed |"),
    ("The request can't be read.", "It isn't readable."),
    ("The name was deleted.", "The name's gone."),
    ("Try **again**.</li>", "Try **once** more.</li>"),
    ("| Too late. ", "| Late. "),
)
TEN_TEXTS = """\
-      - Try **again**.
+      - Try **once** more.
-    description: Too late.
+    description: Late.
-title: 'Shop codes'   # as in the menu
+title: 'Codes of the shop'   # as in the menu
-  endpoint is.
+  endpoint.
-    description: Everything worked as expected.   # everything
+    description: "All is well: {x} | y."   # everything
-    description: "Something went wrong on \\"our\\" side."
+    description: "Something went wrong on \\"their\\" side."
-      contains `invalid` parameters, or it is
+      has `invalid` parameters, or it is
-    title: "Bad request"
+    title: "Malformed"
-    message: 'The request can''t be read.'
+    message: 'It isn''t readable.'
-      410: 'The name was deleted.'
+      410: 'The name''s gone.'
"""
ROW_429 = "| 429                | fail   | `TooMany`         |"

EDITS: dict[str, tuple[str, tuple[Pair, ...], str]] = {
    "ten texts of a page": (PAGE, TEN, TEN_TEXTS),
    "words, codes and statuses of a page": (
        PAGE,
        (
            ("| 200                | ok     |", "| 200, 201 | success |"),
            (ROW_429, "| 429 | fail | `SlowDown` |"),
            ("Wait.                                                                                       |                            | yes ", "Wait. | | no "),
            ("| 1.2   |", "| 1.3 |"),
            ("`Timeout`         |             | Too late.", "`Timeout` | Late | Too _late_.<br/><br/>Really."),
        ),
        """\
-  - {http_status: 429, code: TooMany, retryable: true, headers: [Retry-After], description: "Wait."}
+  - {http_status: 429, code: SlowDown, retryable: false, headers: [Retry-After], description: "Wait."}
-    since: "1.2"   # when it came
+    since: "1.3"   # when it came
-    description: Too late.
+    description: |-
+      Too *late*.
+
+      Really.
+    title: Late
-  - http_status: 200   # and nothing else
-    status: ok
+  - http_status: [200, 201]   # and nothing else
+    status: success
""",
    ),
    "texts of a module, in its table, one of them also in its docstring": (
        MODULE,
        (
            ('410: "The name was deleted."', '410: "The name went."'),
            ('        status="ok",', '        status="success",'),
            ('423: "The name is locked."', '423: "The name is locked for a day."'),
            ('        description="Wait.",\n        retryable=True,',
             '        description="Stop.",\n        retryable=False,'),
            ('    """Wait.\n\n    Retryable. Sends', '    """Stop.\n\n    Not retryable. Sends'),
            ('since="2.0"', 'since="2.1"'),
            ('TIMEOUT = "Timeout"', 'TIMEOUT = "TooLate"'),
            ("http_statuses=(200,)", "http_statuses=(200, 201)"),
        ),
        """\
-  - {http_status: 429, code: TooMany, retryable: true, headers: [Retry-After], description: "Wait."}
+  - {http_status: 429, code: TooMany, retryable: false, headers: [Retry-After], description: "Stop."}
-    deprecated: {since: "2.0", reason: Nobody sends it.}
+    deprecated: {since: "2.1", reason: Nobody sends it.}
-    code: Timeout
+    code: TooLate
-  - http_status: 200   # and nothing else
-    status: ok
+  - http_status: [200, 201]   # and nothing else
+    status: success
-      410: 'The name was deleted.'
-      423: "The name is locked."   # for a day
+      410: 'The name went.'
+      423: "The name is locked for a day."   # for a day
""",
    ),
    "texts of a fragment, of its head and in its table": (
        FRAGMENT,
        (
            ('title: "Shop codes"', 'title: "Codes"'),
            ("endpoint is.", "endpoint was."),
            ('      "410": "The name was deleted."', '      "410": "The name went."'),
            ('    code: "Timeout"\n    description: "Too late."\n', '    code: "Timeout"\n    description: "Late."\n'),
            ('  version: "1"', '  version: "2"'),
            ('    status: "ok"', '    status: "success"'),
            ('    since: "1.2"', '    since: "1.3"'),
            ("    retryable: true", "    retryable: false"),
        ),
        """\
-  - {http_status: 429, code: TooMany, retryable: true, headers: [Retry-After], description: "Wait."}
+  - {http_status: 429, code: TooMany, retryable: false, headers: [Retry-After], description: "Wait."}
-    since: "1.2"   # when it came
+    since: "1.3"   # when it came
-    description: Too late.
+    description: Late.
-title: 'Shop codes'   # as in the menu
+title: 'Codes'   # as in the menu
-  endpoint is.
+  endpoint was.
+version: "2"
-    status: ok
+    status: success
-      410: 'The name was deleted.'
+      410: 'The name went.'
""",
    ),
    "texts of constants, in their table": (
        CONSTANTS,
        (
            ('status: "ok"', 'status: "success"'),
            ('reason: "Nobody sends it."', 'reason: "Nobody sends that."'),
            ('description: "Wait."', 'description: "Stop."'),
            ('title: "Bad request"', 'title: "Malformed"'),
            ('since: "1.2"', 'since: "1.3"'),
        ),
        """\
-  - {http_status: 429, code: TooMany, retryable: true, headers: [Retry-After], description: "Wait."}
+  - {http_status: 429, code: TooMany, retryable: true, headers: [Retry-After], description: "Stop."}
-    since: "1.2"   # when it came
-    deprecated: {since: "2.0", reason: Nobody sends it.}
+    since: "1.3"   # when it came
+    deprecated: {since: "2.0", reason: Nobody sends that.}
-    status: ok
+    status: success
-    title: "Bad request"
+    title: "Malformed"
""",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_edits_become_texts_of_the_catalog_and_nothing_else(shop: Shop, name: str) -> None:
    path, pairs, changed = EDITS[name]
    shop.edit(path, *pairs)
    assert shop.adopted(path) == changed


def of_page(change: Callable[[list[str]], list[str]]) -> Callable[[Shop], None]:
    """Return what changes the rows of the page."""

    def edit(shop: Shop) -> None:
        lines = shop.read(PAGE).splitlines(keepends=True)
        start = next(at for at, line in enumerate(lines) if line.startswith("| 200"))
        shop.write(PAGE, "".join([*lines[:start], *change(lines[start:])]))

    return edit


NEW = "| 418 | error | `Teapot` | Teapot | I'm a *teapot*. | Short. | no | 3.0 | |\n"
MEMBER = '    TEAPOT = "Teapot"\n    """I am a teapot."""\n\n    @property\n    def details'
CALL = """\
    ResponseDetails(
        http_statuses=(418,),
        status="fail",
        code=ResponseCode.TEAPOT,
        description="I am a teapot.",
    ),
)

_BY_CODE"""

ROWS: dict[str, tuple[str, Callable[[Shop], None], str]] = {
    "a row comes between others": (
        PAGE,
        of_page(lambda rows: [*rows[:2], NEW, *rows[2:]]),
        """\
out/codes.md:15: error[not-adopted] 418 Teapot: the row was added, and adopt adds no entries
  hint: paste it below 'codes:':
  - http_status: 418
    status: error
    code: Teapot
    description: I'm a *teapot*.
    title: Teapot
    message: Short.
    retryable: false
    since: "3.0"
""",
    ),
    "rows go": (
        PAGE,
        of_page(lambda rows: [*rows[1:6], *rows[7:]]),
        """\
out/codes.md: error[not-adopted] 200: the row was removed, and adopt removes no entries
  hint: delete the entry in the catalog
out/codes.md: error[not-adopted] 429 TooMany: the row was removed, and adopt removes no entries
  hint: delete the entry in the catalog
""",
    ),
    "a row moves": (
        PAGE,
        of_page(lambda rows: [*rows[1:3], rows[0], *rows[3:]]),
        """\
out/codes.md:13: error[not-adopted] 500, 502: the row was moved, and adopt moves no entries
  hint: move the entry in the catalog
out/codes.md:14: error[not-adopted] 400 BadRequest: the row was moved, and adopt moves no entries
  hint: move the entry in the catalog
out/codes.md:15: error[not-adopted] 200: the row was moved, and adopt moves no entries
  hint: move the entry in the catalog
""",
    ),
    "a row goes and another comes": (
        PAGE,
        of_page(lambda rows: [*rows[1:], NEW]),
        """\
out/codes.md: error[not-adopted] 200: the row was removed, and adopt removes no entries
  hint: delete the entry in the catalog
out/codes.md:21: error[not-adopted] 418 Teapot: the row was added, and adopt adds no entries
  hint: paste it below 'codes:':
  - http_status: 418
    status: error
    code: Teapot
    description: I'm a *teapot*.
    title: Teapot
    message: Short.
    retryable: false
    since: "3.0"
""",
    ),
    "an entry comes to a module": (
        MODULE,
        lambda shop: shop.edit(
            MODULE, ("    @property\n    def details", MEMBER), (")\n\n_BY_CODE", CALL)
        ),
        """\
out/codes.py:27: error[not-adopted] codes: module has …en", "TooMany", "Unavailable", "Timeout", "Teapot", catalog has …en", "TooMany", "Unavailable", "Timeout": no field of the catalog takes it back
  hint: nothing was written; edit the catalog, or undo the edit
out/codes.py:186: error[not-adopted] 418 Teapot: the row was added, and adopt adds no entries
  hint: paste it below 'codes:':
  - http_status: 418
    status: fail
    code: Teapot
    description: I am a teapot.
""",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_come_go_or_move_are_refused(shop: Shop, name: str) -> None:
    path, edit, message = ROWS[name]
    edit(shop)
    result = shop.refused(path)
    assert (result.code, result.err) == (1, message)


FULL = """\
  - http_status:
      409: "Taken | {now}."
      410: It's *gone*.
    status: error
    code: "0010"
    description: "One <b> {x}.\\n\\n- a | b\\n- `c`"
    number: 7
    title: 'Bad: # thing'
    message: "The {param} isn't right."
    retryable: false
    since: "1.0"
    x-team: core
"""
DETAILS = """\
    causes: [A *cause*., Another.]
    solutions:
      - "Do this: that."
    aliases: [Old]
"""
ADDED: dict[str, tuple[str, str, str]] = {
    "a table": (PAGE, FULL.replace(FULL[:FULL.index("    status")], "  - http_status: 409\n"), ""),
    "a module": (MODULE, f"{FULL}    deprecated: {{since: '2.0', replaced_by: Timeout}}\n", ""),
    "constants": (CONSTANTS, f"{FULL}    deprecated: {{reason: Old.}}\n", ""),
    "a fragment": (FRAGMENT, f"{FULL}    headers: [Retry-After]\n    deprecated: true\n", ""),
    "a reference page": (PAGE, FULL.replace("    x-team: core\n", DETAILS), ""),
    "what cannot go back": (
        PAGE,
        FULL.replace("    x-team: core\n", "    links: [{title: a, url: /a}]\n    deprecated: true\n"),
        ", and add 'links' and 'deprecated' by hand",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_the_entry_to_paste_is_that_of_the_added_row(shop: Shop, name: str) -> None:
    """The row is one of an entry that the catalog had, and the pasted entry stands in its place."""
    path, entry, left = ADDED[name]
    target = shop.read("apicodes.toml").partition(f'path = "{path}"')[0].rpartition("[")[2]
    layout = "" if name == "a table" or path != PAGE else 'layout = "reference"\n'
    shop.write(
        "apicodes.toml",
        f'spec = ["shop.yaml", "gateway.yaml"]\nextensions.x-team = {{}}\n[{target}'
        f'path = "{path}"\nextensions = ["x-team"]\n{layout}',
    )
    shutil.rmtree(shop.path / "out")
    shop.write("gateway.yaml", GATEWAY + entry)
    assert shop.run("generate").code == 0
    shop.write("gateway.yaml", GATEWAY)
    result = shop.refused(path, "--force").err
    _, _, pasted = result.partition(f"  hint: paste it below 'codes:'{left}:\n")
    lines = itertools.takewhile(lambda line: line[0] in " \n", pasted.splitlines(True))
    by_hand = entry[entry.index("    links") :] if left else ""
    shop.write("gateway.yaml", f"{GATEWAY}{''.join(lines)}{by_hand}")
    assert shop.run("check").code == 0


REFUSED: dict[str, tuple[str, tuple[Pair, ...], str]] = {
    "a heading, a key of the settings, and text below the table": (
        PAGE,
        (
            ("| Message ", "| Words   "),
            ("slug: /codes", "slug: /other"),
            ("| Too late. ", "| Too late, {x}. "),
        ),
        """\
out/codes.md:3: error[not-adopted] front matter: slug: page has "/other", catalog has "/codes": it comes from the settings
out/codes.md:11: error[not-adopted] "Words" has no place in the catalog
out/codes.md:21: error[not-adopted] "| 505                | fail   | `Timeout`         |             | Too late, {x}.…" has no place in the catalog
""",
    ),
    "a value that is none": (
        PAGE,
        (("| 200                |", "| 20x |"), (" | yes ", " | maybe ")),
        """\
out/codes.md:13: error[not-adopted] 20x: HTTP status: page has "20x", catalog has 200: no field of the catalog takes it back
out/codes.md:19: error[not-adopted] 429 TooMany: retryable: page has "maybe", catalog has true: no field of the catalog takes it back
""",
    ),
    "a generated name": (
        MODULE,
        (("    TIMEOUT =", "    TOO_LATE ="), ("ResponseCode.TIMEOUT", "ResponseCode.TOO_LATE")),
        """\
out/codes.py:57: error[not-adopted] 505 Timeout: identifier: module has "TOO_LATE", catalog has "TIMEOUT": a generated name; 'name' and 'type_name' in the catalog give it
""",
    ),
    "two edits of one fact that disagree": (
        PAGE,
        (("| 409                | error  | `NameTaken`", "| 409 | error | `Taken`"), ("| 410                | error  | `NameTaken`", "| 410 | error | `Gone`")),
        """\
out/codes.md:17: error[not-adopted] 410 Gone: code: "Gone" here, but "Taken" at out/codes.md:16
""",
    ),
    "a text that repeats a field, edited alone": (
        FRAGMENT,
        (('      description: "Too late."\n      x-http', '      description: "Late."\n      x-http'),),
        """\
out/codes.openapi.yaml:137: error[not-adopted] components.responses.HTTPVersionNotSupported.description: fragment has "Late.", catalog has "Too late.": no field of the catalog takes it back
""",
    ),
    "a docstring": (
        MODULE,
        (("    - Wait a minute.", "    - Wait for an hour."),),
        """\
out/codes.py:47: error[not-adopted] 503 Unavailable: documentation: module has "The service is down. - Wait for an hour. - Try **again**. Since 1.2. Deprecated …", catalog has "The service is down. - Wait a minute. - Try **again**. Since 1.2. Deprecated sin…": it repeats the fields of the entry; edit them in the table of all entries
""",
    ),
    "comments": (
        MODULE,
        (
            ('    TIMEOUT = "Timeout"\n', '    TIMEOUT = "Timeout"  # slow\n'),
            ('description="Too late."', 'description="Late."'),
        ),
        """\
out/codes.py:57: error[not-adopted] the comment '# slow' would be lost: adopt cannot move comments
""",
    ),
    "code": (
        MODULE,
        (("        return _BY_CODE[self]\n", "        return _BY_CODE[self]\n\n    x = 1\n"),),
        """\
out/codes.py:27: error[not-adopted] codes: module has …en", "TooMany", "Unavailable", "Timeout", 1, catalog has …en", "TooMany", "Unavailable", "Timeout": no field of the catalog takes it back
out/codes.py:65: error[not-adopted] "x" has no place in the catalog
""",
    ),
    "an example that several texts could have made": (
        FRAGMENT,
        (('x-http-status: 200', 'x-http-status: 201'),),
        """\
out/codes.openapi.yaml:52: error[not-adopted] components.responses.OK.x-http-status: fragment has 201, catalog has 200: no field of the catalog takes it back
""",
    ),
    "no YAML": (FRAGMENT, (("info:", "info: {"),),
        """\
out/codes.openapi.yaml:5: error[not-adopted] the file cannot be read: no YAML
""",
    ),
    "a code that another entry has": (
        PAGE,
        (("`Timeout`    ", "`Unavailable`"),),
        """\
gateway.yaml:20:11: error[duplicate-key] another entry has the key 'Unavailable' (gateway.yaml:7:11)
""",
    ),
    "the status word that comes from the defaults": (
        PAGE,
        (("| 500, 502           | error  |", "| 500, 502           |        |"),),
        """\
shop.yaml:18:5: error[unsafe-edit] 'codes.1.status' cannot be edited here: the file does not set it; it may come from 'defaults'
""",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_go_back_is_told_with_its_line(shop: Shop, name: str) -> None:
    path, pairs, reported = REFUSED[name]
    shop.edit(path, *pairs)
    result = shop.refused(path)
    assert result.code == 1
    assert "".join(line for line in result.err.splitlines(True) if line[0] != " ") == reported


def test_what_would_change_is_shown_and_nothing_written(shop: Shop) -> None:
    shop.edit(PAGE, ("Too late.", "Late."))
    before = shop.files()
    shown = shop.run("adopt", PAGE, "--diff")
    assert (shown.code, shop.files()) == (0, before)
    assert shown.out == (
        "--- a/gateway.yaml\n+++ b/gateway.yaml\n@@ -18,4 +18,4 @@\n     description: Not for you.\n"
        "   - http_status: 505\n     code: Timeout\n-    description: Too late.\n"
        "+    description: Late.\n"
    )
    assert shop.run("adopt", PAGE).out == shown.out


def test_a_file_of_another_layout_says_what_the_catalog_says(shop: Shop) -> None:
    shop.edit(MODULE, ('        status="ok",\n', "        status='ok',\n\n"))
    before = shop.files()
    result = shop.run("adopt", MODULE, PAGE)
    assert (result.code, result.err, shop.files()) == (0, "", before)
    assert result.out == (
        f"{MODULE} matches the catalog; only its formatting differs. Restore it with: apicodes generate\n"
        f"{PAGE} matches the catalog.\n"
    )


ANNOUNCED = """\
apicodes: 1
title: Codes
codes:
  - code: A
    http_status: 400
  - code: B
    http_status: 401
    deprecated: {replaced_by: A}   # soon
  - code: C
    http_status: 402
    deprecated: true
  - code: D
    http_status: 403
    deprecated: {replaced_by: [A, Hidden]}
  - code: Hidden
    http_status: 404
    visibility: internal
"""
LINKED = 'Use <a href="#A">`A`</a>.'


@pytest.mark.parametrize(
    ("edit", "why"),
    {
        "a link": (("~~`C`~~ | yes", "~~`C`~~ | Use [`A`](#A)."), "put together from several"),
        "another link": (
            (f"~~`B`~~ | {LINKED}", "~~`B`~~ | Use [`C`](#C)."), "put together from several"),
        "a line through a row": (
            ("~~`C`~~", "`C`"), "a row is struck through where its entry is deprecated"),
        "an anchor": (('<a id="A"></a>', ""), "a row has an anchor where links lead to it"),
    }.values(),
)  # fmt: skip
def test_announcements_on_a_page_are_refused(empty: Project, edit: Pair, why: str) -> None:
    shop = Shop(empty.path)
    shop.write("apicodes.toml", CONFIG.replace("codes.yaml", "shop.yaml"))
    shop.write("shop.yaml", ANNOUNCED)
    assert shop.run("generate").code == 0
    shop.write(PAGE, re.sub(" +", " ", shop.read(PAGE)))
    shop.edit(PAGE, edit)
    assert why in shop.refused(PAGE, "--force").err


def test_edits_of_other_outputs_are_not_overwritten(shop: Shop) -> None:
    shop.edit(PAGE, ("Too late.", "Late."))
    shop.edit(MODULE, ('title="Bad request"', 'title="Malformed"'))
    shop.write(CONSTANTS, shop.read(CONSTANTS) + "\n")
    result = shop.refused(PAGE, CONSTANTS)
    assert result.code == 1
    assert result.err == (
        "out/codes.py: error[not-adopted] the file is out of sync too, and adopt would "
        "overwrite it\n"
        "  hint: adopt it too, or discard its edits with: apicodes generate python\n"
    )
    assert shop.adopted(PAGE, MODULE, CONSTANTS) == (
        "-    description: Too late.\n+    description: Late.\n"
        '-    title: "Bad request"\n+    title: "Malformed"\n'
    )


@pytest.mark.parametrize("committed", [False, True])
def test_values_that_only_the_catalog_changed_stay(shop: Shop, committed: bool) -> None:
    """The outputs are older than the catalog, and one of them is edited by hand as well."""
    shop.edit("gateway.yaml", ("Too late.", "Far too late."), ('since: "1.2"', 'since: "1.3"'))
    shop.edit("shop.yaml", ("title: 'Shop codes'", "title: 'Codes'"))
    if committed:
        shop.git("commit", "-qam", "x")
    before = shop.changed()
    shop.edit(PAGE, ("Everything worked as expected.", "All is well."))
    changed = shop.adopted(*ALL)
    assert [line for line in changed.splitlines(True) if line not in before] == [
        "-    description: Everything worked as expected.   # everything\n",
        "+    description: All is well.   # everything\n",
    ]
    assert "Far too late." in shop.read(PAGE)


def test_entries_that_came_and_went_since_are_no_edits(shop: Shop) -> None:
    entry = "  - {http_status: 418, code: Teapot, description: Short.}\n"
    shop.edit("gateway.yaml", ("  - http_status: 503\n", f"{entry}  - http_status: 503\n"))
    shop.edit("shop.yaml", (SHOP[SHOP.index("  # One text") :], ""))
    shop.git("commit", "-qam", "x")
    shop.edit(PAGE, ("Too late.", "Late."))
    assert shop.adopted(*ALL) == "-    description: Too late.\n+    description: Late.\n"
    assert "NameTaken" not in shop.read(PAGE)


def test_an_output_without_edits_of_its_own_is_out_of_date(shop: Shop) -> None:
    shop.edit("gateway.yaml", ("Too late.", "Far too late."))
    before = shop.files()
    result = shop.run("adopt", *ALL)
    assert (result.code, result.err, shop.files()) == (0, "", before)
    assert result.out.splitlines()[0] == (
        f"{PAGE} has no edits of its own; it is older than the catalog. Update it with: apicodes generate"
    )


def test_values_that_both_changed_are_refused(shop: Shop) -> None:
    shop.edit("gateway.yaml", ("Too late.", "Far too late."))
    shop.edit("shop.yaml", ("title: 'Shop codes'", "title: 'Codes'"))
    shop.edit(PAGE, ("Too late.", "Late."), ("# Shop codes", "# All codes"))
    assert shop.refused(*ALL).err == (
        'out/codes.md:7: error[not-adopted] title: page has "All codes", catalog has "Codes": '
        "the catalog changed this value too\n"
        "  hint: nothing was written; edit the catalog, or undo the edit\n"
        'out/codes.md:21: error[not-adopted] 505 Timeout: description: page has "Late.", '
        'catalog has "Far too late.": the catalog changed this value too\n'
        "  hint: nothing was written; edit the catalog, or undo the edit\n"
    )


def test_an_edit_of_an_entry_that_no_commit_has_is_refused(shop: Shop) -> None:
    entry = "  - {http_status: 418, code: Teapot, description: Short.}\n"
    shop.write("gateway.yaml", GATEWAY + entry)
    assert shop.run("generate").code == 0
    shop.edit(PAGE, ("Short.", "Stout."), ("Too late.", "Late."))
    assert shop.refused(PAGE).err == (
        'out/codes.md:22: error[not-adopted] 418 Teapot: description: page has "Stout.", catalog '
        'has "Short.": no commit has this entry in the file and the catalog: either may be newer\n'
        "  hint: nothing was written; edit the catalog, or undo the edit\n"
    )
    shop.edit(PAGE, ("Stout.", "Short."))
    assert shop.run("adopt", PAGE).code == 0
    assert shop.read("gateway.yaml") == GATEWAY.replace("Too late.", "Late.") + entry


def test_an_edit_that_was_committed_is_one_still(shop: Shop) -> None:
    shop.edit(PAGE, ("Too late.", "Late."))
    shop.git("commit", "-qam", "x")
    shop.edit("gateway.yaml", ('since: "1.2"', 'since: "1.3"'))
    shop.git("commit", "-qam", "x")
    assert shop.adopted(*ALL) == "-    description: Too late.\n+    description: Late.\n"


def test_a_row_of_an_entry_that_is_gone_is_refused(shop: Shop) -> None:
    shop.edit("shop.yaml", (SHOP[SHOP.index("  # One text") :], ""))
    shop.edit(PAGE, ("The name was deleted.", "The name's gone."))
    assert shop.refused(*ALL).err == (
        "out/codes.md:17: error[not-adopted] 410 NameTaken: the catalog no longer has this entry\n"
        "  hint: nothing was written; edit the catalog, or undo the edit\n"
    )


@pytest.mark.parametrize("environment", [{}, {"GIT_DIR": ".git"}], ids=["by hand", "in a hook"])
def test_regions_and_pages_below_the_root_of_a_repository_have_versions_too(
    shop: Shop, environment: dict[str, str]
) -> None:
    shutil.rmtree(shop.path / "out")
    shop.write("api/spec/shop.yaml", SHOP)
    shop.write("api/spec/gateway.yaml", GATEWAY.replace("\n", "\r\n"))
    shop.write("api/READ.md", "# Hi\n\n<!-- apicodes:begin a -->\n<!-- apicodes:end a -->\n")
    shop.write(
        "apicodes.toml",
        'spec = ["api/spec/s*.yaml", "api/spec/g*.yaml"]\n'
        '[targets.docusaurus]\npath = "api/pages"\nlayout = "reference"\npages = "per-code"\n'
        '[targets.region]\ntarget = "docusaurus"\npath = "api/READ.md"\nregion = "a"\n',
    )
    shop.write("api/apicodes.toml", shop.read("apicodes.toml").replace("api/", ""))
    assert shop.run("generate", folder="api").code == 0
    shop.git("add", ".")
    shop.git("commit", "-qm", "x")
    shop.edit("api/spec/gateway.yaml", ('since: "1.2"', 'since: "1.3"'))
    shop.edit("api/READ.md", ("Too late.", "Late."))
    shop.edit("api/pages/BadRequest.md", ("`The request can't be read.`", "`It isn't readable.`"))
    pages = [f"api/pages/{path.name}" for path in (shop.path / "api/pages").glob("*.md")]
    arguments = ("adopt", "--config", "api/apicodes.toml", "api/READ.md", *pages)
    result = shop.run(*arguments, **environment)
    assert (result.code, result.err.count("adopted ")) == (0, 2), result.err
    lines = shop.git("diff", "-U0", "--", "api/spec").splitlines()
    assert [line for line in lines if re.match(r"[-+] ", line)] == [
        '-    since: "1.2"   # when it came',
        '+    since: "1.3"   # when it came',
        "-    description: Too late.",
        "+    description: Late.",
        "-    message: 'The request can''t be read.'",
        "+    message: 'It isn''t readable.'",
    ]
    text = shop.read("api/spec/gateway.yaml")
    assert text.count("\r\n") == text.count("\n")
    assert shop.run("check", folder="api").code == 0


UNKNOWN: dict[str, Callable[[Shop], object]] = {
    "no repository": lambda shop: shutil.rmtree(shop.path / ".git"),
    "no commit of the output": lambda shop: shop.git("update-ref", "-d", "HEAD"),
    "no commit in which they agree": lambda shop: shop.git("commit", "--amend", "-qam", "x"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_without_a_commit_in_which_they_agree_nothing_is_taken(shop: Shop, name: str) -> None:
    shop.edit(PAGE, ("Too late.", "Late."))
    UNKNOWN[name](shop)
    assert shop.refused(PAGE).err == (
        "out/codes.md: error[not-adopted] git has no commit in which the file and the catalog "
        "agree: either may be newer\n"
        "  hint: if the file was edited by hand, see: apicodes adopt --force --diff\n"
    )
    assert shop.run("adopt", PAGE, "--force").code == 0
    assert shop.read("gateway.yaml") == GATEWAY.replace("Too late.", "Late.")


def test_files_that_disagree_are_told(shop: Shop) -> None:
    shop.edit(PAGE, ("Too late.", "Late."))
    shop.edit(CONSTANTS, ('description: "Too late."', 'description: "Never."'))
    result = shop.refused(PAGE, CONSTANTS)
    assert result.code == 1
    assert result.err.startswith(
        'out/codes.ts:137: error[not-adopted] 505 Timeout: description: "Never." here, but '
        '"Late." at out/codes.md:21\n'
    )


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("out/code.md", "no target of the settings writes this file", "'out/codes.md'?"),
        ("shop.yaml", "no target of the settings writes this file", "the outputs are: "),
        (
            "out/codes.txt",
            "apicodes cannot read the format of your own",
            "edit the catalog instead",
        ),
    ],
)
def test_only_outputs_that_can_be_read_are_adopted(
    shop: Shop, path: str, message: str, hint: str
) -> None:
    own = '\n[targets.own]\ntarget = "template"\ntemplate = "own.jinja"\npath = "out/codes.txt"\n'
    shop.write("apicodes.toml", shop.read("apicodes.toml") + own)
    shop.write("own.jinja", "{{ notice }}\n")
    assert shop.run("generate").code == 0
    result = shop.refused(path)
    assert result.code == 2
    assert f"{path}: error[usage] {message}" in result.err
    assert hint in result.err


def test_a_file_in_another_encoding_is_told_and_nothing_lost(shop: Shop) -> None:
    page = shop.path / PAGE
    page.write_bytes(page.read_bytes().replace(b"Everything worked", b"Tout a march\xe9"))
    result = shop.refused(PAGE)
    assert result.code == 1
    assert re.search(r"^out/codes\.md:\d+:\d+: error\[not-utf-8\] the byte 0xE9", result.err)


def test_a_file_without_its_notice_is_not_overwritten(shop: Shop) -> None:
    notice = shop.read(PAGE).splitlines(keepends=True)[1]
    shop.edit(PAGE, (notice, ""), ("Too late.", "Late."))
    result = shop.refused(PAGE)
    assert result.code == 1
    assert "error[not-generated]" in result.err


def test_line_endings_of_windows_stay_in_the_catalog(shop: Shop) -> None:
    for name in ("shop.yaml", "gateway.yaml", PAGE):
        shop.write(name, shop.read(name).replace("\n", "\r\n"))
    shop.edit(PAGE, *TEN[1:4])
    assert shop.run("adopt", PAGE).code == 0
    text = shop.read("shop.yaml")
    assert text.count("\r\n") == text.count("\n") == SHOP.count("\n")
    assert 'on \\"their\\" side' in text
    assert shop.run("check").code == 0


def test_a_page_of_a_template_of_the_users_own_is_adopted(shop: Shop) -> None:
    shop.edit(
        "apicodes.toml",
        ('path = "out/codes.md"\n', 'path = "out/codes.md"\ntemplate = "page.jinja"\n'),
    )
    shop.write(
        "page.jinja",
        "---\n# {{ notice }}\nx: Mine\n---\n\n# {{ view.title | text }}\n\n"
        "{{ view.description | mdx }}\n\nMore of it.\n\n"
        "{{ view.rows | table(view.headings) }}\n",
    )
    assert shop.run("generate").err.startswith("updated")
    shop.edit(PAGE, ("Too late.", "Late."))
    assert shop.adopted(PAGE) == "-    description: Too late.\n+    description: Late.\n"
    shop.edit(PAGE, ("the endpoint is", "the end"))
    assert ": the template may have made some of this text" in shop.refused(PAGE).err


GROUP_EDITS = {
    "What goes wrong before": "What fails before",
    "## Payment\n": "## Payments\n",
    "<li>The card expired.</li>": "<li>The card is too old.</li>",
    "Ask for another card.": "Ask the customer.",
    "Then \\<retry>.": "Then retry.",
    " Yes ": " No ",
    " Conflict ": " Clash ",
}


def test_edits_of_tables_by_group_go_back_with_lists_and_titles(tmp_path: Path) -> None:
    project = cases.finished("generate/groups", tmp_path)
    catalog = project.read("spec/codes.yaml")
    page = project.read("docs/errors.md")
    for old, new in GROUP_EDITS.items():
        assert page.count(old) == 1
        page = page.replace(old, new)
    project.write("docs/errors.md", page)
    assert project.run("adopt", "--force", "docs/errors.md").code == 0
    assert project.run("check").code == 0
    expected = [
        ("# Baskets", "**Baskets**"),
        ("What goes wrong", "What fails"),
        ("title: Payment", "title: Payments"),
        ("The card expired.", "The card is too old."),
        ("Ask for another card.", "Ask the customer."),
        ("Then <retry>.", "Then retry."),
        ("retryable: true", "retryable: false"),
        ("name: Conflict", "name: Clash"),
    ]
    for old, new in expected:
        catalog = catalog.replace(old, new)
    assert project.read("spec/codes.yaml") == catalog
