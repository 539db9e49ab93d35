"""Kinds of pages that people write, each with the entries that a reader would take from it."""

import pytest

from apicodes.importers import page
from apicodes.problems import ProblemsFound

KINDS: list[tuple[str, str, list[dict[str, object]]]] = [
    (
        "a status word beside HTTP statuses",
        """\
## Response codes

| Code | Status |
|--|--|
| 200 | ok |
| 400 | error |
| 404 | error |
""",
        [
            {"http_status": (200,), "status": "ok"},
            {"http_status": (400,), "status": "error"},
            {"http_status": (404,), "status": "error"},
        ],
    ),
    (
        "the only prose is the description",
        """\
| Code | Title | When |
|--|--|--|
| E1 | Gone away | It was deleted before. |
| E2 | Never there | It was not made. |
""",
        [
            {"code": "E1", "title": "Gone away", "description": "It was deleted before."},
            {"code": "E2", "title": "Never there", "description": "It was not made."},
        ],
    ),
    (
        "the only prose, in another language",
        """\
| HTTP | 原因 | 處理方式 |
|--|--|--|
| 400 | 參數錯誤 | 檢查參數後再送出 |
| 401 | 未登入 | 重新登入 |
""",
        [
            {"http_status": (400,), "description": "參數錯誤", "solutions": ("檢查參數後再送出",)},
            {"http_status": (401,), "description": "未登入", "solutions": ("重新登入",)},
        ],
    ),
    (
        "HTTP statuses of headings",
        """\
# Errors

## Validation errors (400)

| Error | Description |
|--|--|
| `field_missing` | A field is missing. |
| `field_long` | A field is too long. |

## Access errors (403)

| Error | Description |
|--|--|
| `no_role` | You lack the role. |
""",
        [
            {"http_status": (400,), "code": "field_missing", "description": "A field is missing."},
            {"http_status": (400,), "code": "field_long", "description": "A field is too long."},
            {"http_status": (403,), "code": "no_role", "description": "You lack the role."},
        ],
    ),
    (
        "statuses beside coded tables",
        """\
# Errors

## Statuses

| Status | Meaning |
|--|--|
| 401 | No key |
| 404 | Nothing |

## Codes

| Code | HTTP | Meaning |
|--|--|--|
| `UNAUTHORIZED` | 401 | Key is wrong |
| `NOT_FOUND` | 404 | Gone |
""",
        [
            {"http_status": (401,), "description": "No key"},
            {"http_status": (404,), "description": "Nothing"},
            {"http_status": (401,), "code": "UNAUTHORIZED", "description": "Key is wrong"},
            {"http_status": (404,), "code": "NOT_FOUND", "description": "Gone"},
        ],
    ),
    (
        "a code that is said again",
        """\
| HTTP | Code | Cause |
|--|--|--|
| 400 | bad_argument | The name is empty. |
| 400 | bad_argument | The name is too long. |
""",
        [
            {
                "http_status": (400,),
                "code": "bad_argument",
                "description": "The name is empty.",
                "causes": ("The name is too long.",),
            }
        ],
    ),
    (
        "constants beside codes",
        """\
## Error Codes

| Constant | Code | HTTP | When |
|---|---|---|---|
| `shop.NO_SESSION` | `SHOP_001` | 500 | Session is lost |
| `shop.NO_CART` | `SHOP_002` | 404 | Cart is lost |
""",
        [
            {
                "http_status": (500,),
                "code": "SHOP_001",
                "name": "shop.NO_SESSION",
                "description": "Session is lost",
            },
            {
                "http_status": (404,),
                "code": "SHOP_002",
                "name": "shop.NO_CART",
                "description": "Cart is lost",
            },
        ],
    ),
    (
        "constants beside numbers",
        """\
## Restriction codes

| Constant | Code | Meaning |
| --- | --- | --- |
| `CODE_FROM` | 30 | Sender is out |
| `CODE_TO` | 31 | Recipient is out |
""",
        [
            {"code": "30", "name": "CODE_FROM", "description": "Sender is out"},
            {"code": "31", "name": "CODE_TO", "description": "Recipient is out"},
        ],
    ),
    (
        "names of errors, in another language",
        """\
| 错误码 | 错误名称 | 描述 |
|--|--|--|
| 1001 | INVALID_PARAM | 参数错误 |
| 1002 | NOT_LOGIN | 没有登录 |
""",
        [
            {"code": "1001", "name": "INVALID_PARAM", "description": "参数错误"},
            {"code": "1002", "name": "NOT_LOGIN", "description": "没有登录"},
        ],
    ),
    (
        "rows that are headings",
        """\
# Codes

| Error Code | HTTP Status | Description |
|:--|:--|:--|
| **System** | | |
| `SYS_001` | 500 Internal Server Error | Broke |
| **Login** | | |
| `AUTH_001` | 401 Unauthorized | Bad password |
""",
        [
            {"http_status": (500,), "code": "SYS_001", "description": "Broke"},
            {"http_status": (401,), "code": "AUTH_001", "description": "Bad password"},
        ],
    ),
    (
        "what is no code",
        """\
| Code | Meaning |
|--|--|
| `E1`–`E5` | Many |
| `star`* | One |
| (no code) | None |
| `plain` | It |
""",
        [{"code": "star", "description": "One"}, {"code": "plain", "description": "It"}],
    ),
    (
        "an odd value between HTTP statuses",
        """\
| 響應碼 | 說明 |
|--|--|
| 200 | 成功 |
| XXX | 其他 |
| 404 | 找不到 |
| 1xx | 資訊 |
| 500 | 壞了 |
""",
        [
            {"http_status": (200,), "description": "成功"},
            {"http_status": (404,), "description": "找不到"},
            {"http_status": (500,), "description": "壞了"},
        ],
    ),
    (
        "a number between HTTP statuses",
        """\
| 返回码 | 描述 |
|--|--|
| 0 | 成功 |
| 400 | 参数错误 |
| 401 | 未授权 |
| 500 | 错误 |
""",
        [
            {"code": "0", "description": "成功"},
            {"code": "400", "description": "参数错误"},
            {"code": "401", "description": "未授权"},
            {"code": "500", "description": "错误"},
        ],
    ),
    (
        "links",
        """\
| HTTP | Code |
|--|--|
| [404](./x) | `A` |
| [500](https://h.example/y) | [`B`](#b) |
""",
        [{"http_status": (404,), "code": "A"}, {"http_status": (500,), "code": "B"}],
    ),
    (
        "headings with a code and a name",
        """\
# Error codes for Shop

Errors have a code.

## 10xx - General issues
### -1000 UNKNOWN
 * An unknown error occurred.

### -1001 DISCONNECTED
 * Internal error.
 * Try again.

## 11xx - Requests
### -1100 ILLEGAL_CHARS
 * Illegal characters.

### -1102 MANDATORY
 * It was not sent.
""",
        [
            {"code": "-1000", "name": "UNKNOWN", "description": "- An unknown error occurred."},
            {
                "code": "-1001",
                "name": "DISCONNECTED",
                "description": "- Internal error.\n- Try again.",
            },
            {"code": "-1100", "name": "ILLEGAL_CHARS", "description": "- Illegal characters."},
            {"code": "-1102", "name": "MANDATORY", "description": "- It was not sent."},
        ],
    ),
    (
        "headings with labels below",
        """\
# Errors

## Authentication Errors

### AUTH_REQUIRED
**HTTP Status:** 401 Unauthorized

**Description:** No token was given.

**Response:**
```json
{}
```

**Resolution:** Send a token.

---

### AUTH_EXPIRED
**HTTP Status:** 401 Unauthorized

**Description:** Too old.

**Resolution:** Get another.
""",
        [
            {
                "http_status": (401,),
                "code": "AUTH_REQUIRED",
                "description": "No token was given.",
                "solutions": ("Send a token.",),
            },
            {
                "http_status": (401,),
                "code": "AUTH_EXPIRED",
                "description": "Too old.",
                "solutions": ("Get another.",),
            },
        ],
    ),
    (
        "codes that speak of limits and headers",
        """\
# Error codes

- `rate_limit_exceeded`: Slow down.
- `invalid_parameter`: A parameter is wrong.
- `missing_header`: A header is missing.
- `field_required`: A field is missing.
""",
        [
            {"code": "rate_limit_exceeded", "description": "Slow down."},
            {"code": "invalid_parameter", "description": "A parameter is wrong."},
            {"code": "missing_header", "description": "A header is missing."},
            {"code": "field_required", "description": "A field is missing."},
        ],
    ),
    (
        "headings that speak of limits and headers",
        """\
# Error reference

### rate_limit_exceeded

Slow down.

### invalid_header_field

A header is wrong.

### option_unknown

An option is not known.
""",
        [
            {"code": "rate_limit_exceeded", "description": "Slow down."},
            {"code": "invalid_header_field", "description": "A header is wrong."},
            {"code": "option_unknown", "description": "An option is not known."},
        ],
    ),
    (
        "prefixes of codes",
        """\
# Error codes

## Prefixes

| Prefix | Category | HTTP status |
|--|--|--|
| `AUTH_` | Login | 401, 403 |
| `ROOM_` | Rooms | 400, 404 |

## Login

### AUTH_REQUIRED
**HTTP Status:** 401 Unauthorized

**Description:** No token.

### AUTH_EXPIRED
**HTTP Status:** 401 Unauthorized

**Description:** Too old.
""",
        [
            {"http_status": (401,), "code": "AUTH_REQUIRED", "description": "No token."},
            {"http_status": (401,), "code": "AUTH_EXPIRED", "description": "Too old."},
        ],
    ),
    (
        "headings with headings for labels",
        """\
# Error Catalog

## DUPLICATE_EMAIL

**HTTP Status:** 409 Conflict

### Description
It is there already.

### When This Occurs
- Twice
- Again

### Resolution
- Use another

### Example Response
```json
{}
```

## TOO_FAST

**HTTP Status:** 429

### Description
Slow down.

### Resolution

Wait.
""",
        [
            {
                "http_status": (409,),
                "code": "DUPLICATE_EMAIL",
                "description": "It is there already.",
                "causes": ("Twice", "Again"),
                "solutions": ("Use another",),
            },
            {
                "http_status": (429,),
                "code": "TOO_FAST",
                "description": "Slow down.",
                "solutions": ("Wait.",),
            },
        ],
    ),
    (
        "headings with a code below headings with a status",
        """\
# Error codes

## 400 Bad Request

### `invalid_name`

The name is bad.

### `invalid_age`

The age is bad.

## 404 Not Found

### `no_user`

No user.

### `no_item`

No item.
""",
        [
            {"http_status": (400,), "code": "invalid_name", "description": "The name is bad."},
            {"http_status": (400,), "code": "invalid_age", "description": "The age is bad."},
            {"http_status": (404,), "code": "no_user", "description": "No user."},
            {"http_status": (404,), "code": "no_item", "description": "No item."},
        ],
    ),
    (
        "headings with a label for the code",
        """\
# Error Catalog

## DUPLICATE_EMAIL
**Code:** `AUTH_001`
**HTTP Status:** 409 Conflict
**Retriable:** No

The address is there.

## TOO_FAST
**Code:** `AUTH_002`
**HTTP Status:** 429
**Retriable:** Yes

Slow down.
""",
        [
            {
                "http_status": (409,),
                "code": "AUTH_001",
                "name": "DUPLICATE_EMAIL",
                "description": "The address is there.",
                "retryable": False,
            },
            {
                "http_status": (429,),
                "code": "AUTH_002",
                "name": "TOO_FAST",
                "description": "Slow down.",
                "retryable": True,
            },
        ],
    ),
    (
        "headings with numbers",
        """\
# Error Codes and Fixes

All are JSON.

## 4010 - Invalid Key {#4010}

**Message:** `Invalid Key`
**HTTP Status:** 401

The key was not known.

## 4020 - No Balance {#4020}

**Message:** `No Balance`
**HTTP Status:** 402

Pay first.
""",
        [
            {
                "http_status": (401,),
                "code": "4010",
                "title": "Invalid Key",
                "description": "The key was not known.",
                "message": "Invalid Key",
            },
            {
                "http_status": (402,),
                "code": "4020",
                "title": "No Balance",
                "description": "Pay first.",
                "message": "No Balance",
            },
        ],
    ),
    (
        "a list of HTTP statuses",
        """\
# API

## Error Handling

The API has these:

- `400 Bad Request`: Wrong input
- `401 Unauthorized`: No token
- `404 Not Found`: It is gone

Errors have a body.
""",
        [
            {"http_status": (400,), "description": "Wrong input"},
            {"http_status": (401,), "description": "No token"},
            {"http_status": (404,), "description": "It is gone"},
        ],
    ),
    (
        "a list in bold",
        """\
# Errors

* **400 Bad Request** – The request is wrong.
* **401 Unauthorized** – Key.
* **500, 502** – Ours.
""",
        [
            {"http_status": (400,), "description": "The request is wrong."},
            {"http_status": (401,), "description": "Key."},
            {"http_status": (500, 502), "description": "Ours."},
        ],
    ),
    (
        "a numbered list",
        """\
# Errors

1. `E100`: one
2. `E200`: two
3. `E300`: three
""",
        [
            {"code": "E100", "description": "one"},
            {"code": "E200", "description": "two"},
            {"code": "E300", "description": "three"},
        ],
    ),
    (
        "definitions",
        """\
# Foo

## Possible response codes

404
:   It was not found.

500
:   It broke.
""",
        [
            {"http_status": (404,), "description": "It was not found."},
            {"http_status": (500,), "description": "It broke."},
        ],
    ),
    (
        "an HTML table",
        """\
# Seats

<table>
<thead>
<tr class="header">
<th>Error code</th>
<th>Description</th>
<th>Retry</th>
<th>Data field</th>
</tr>
</thead>
<tbody>
<tr>
<td><p>400</p></td>
<td><p>Wrong parameters</p></td>
<td><p>No</p></td>
<td><p>Parameter</p>
<p>Reason</p></td>
</tr>
<tr><td><p>404</p></td><td><p>Nothing here</p></td><td></td><td><p>Type</p></td></tr>
</tbody>
</table>
""",
        [
            {
                "http_status": (400,),
                "description": "Wrong parameters",
                "retryable": False,
                "x-data-field": "Parameter Reason",
            },
            {"http_status": (404,), "description": "Nothing here", "x-data-field": "Type"},
        ],
    ),
    (
        "an HTML table without a row of headings",
        """\
## Response codes

<table>
 <th>Code</th>
 <th>Description</th>
 <tr>
 <td>201</td>
 <td>Made</td>
 </tr>
<tr><td>400</td><td>Bad (<code>INVALID_ID</code>)</td></tr></table>
""",
        [
            {"http_status": (201,), "description": "Made"},
            {"http_status": (400,), "description": "Bad (`INVALID_ID`)"},
        ],
    ),
    (
        "classes beside HTTP statuses",
        """\
## Error Handling

| Error | Code | Description |
|--|--|--|
| `ValidationError` | 400 | Invalid input |
| `AuthError` | 401 | Auth failed |
""",
        [
            {"http_status": (400,), "code": "ValidationError", "description": "Invalid input"},
            {"http_status": (401,), "code": "AuthError", "description": "Auth failed"},
        ],
    ),
    (
        "many columns",
        """\
## Error Handling

| Error | Code | Description | Recovery | Retry |
|--|--|--|--|--|
| Player Halted | `PLAYER_HALTED` | It is offline | Wait for it | Yes |
| No Money | `NO_MONEY` | It is poor | Earn | No |
""",
        [
            {
                "code": "PLAYER_HALTED",
                "title": "Player Halted",
                "description": "It is offline",
                "solutions": ("Wait for it",),
                "retryable": True,
            },
            {
                "code": "NO_MONEY",
                "title": "No Money",
                "description": "It is poor",
                "solutions": ("Earn",),
                "retryable": False,
            },
        ],
    ),
    (
        "a remark beside a code",
        """\
## 413 / 422 请求体问题

| Status | 错误码 | 修复 |
|---|---|---|
| 413 | `TooLarge` | 减小 body |
| 422 | `invalid_request` (语义错) | 检查 `tools` |
""",
        [
            {"http_status": (413,), "code": "TooLarge", "description": "减小 body"},
            {"http_status": (422,), "code": "invalid_request", "description": "检查 `tools`"},
        ],
    ),
    (
        "an HTTP status beside a code",
        """\
## Errors

| Name | Description |
|--|--|
| `InvalidInput` (400) | Bad |
| `NotHere` (404) | Gone |
""",
        [
            {"http_status": (400,), "code": "InvalidInput", "description": "Bad"},
            {"http_status": (404,), "code": "NotHere", "description": "Gone"},
        ],
    ),
    (
        "a table of fields",
        """\
# Errors

## Error object

| Name | Type | Description |
|--|--|--|
| `error_code` | string | The code. |
| `error_message` | string | The message. |

## Codes

| Name | Description |
|--|--|
| `not_here` | Gone. |
| `too_big` | Shrink it. |
""",
        [
            {"code": "not_here", "description": "Gone."},
            {"code": "too_big", "description": "Shrink it."},
        ],
    ),
    (
        "codes of countries",
        """\
# API

## Country codes

| Code | Country |
|--|--|
| DE | Germany |
| FR | France |

## Errors

| Code | Meaning |
|--|--|
| E1 | Gone |
| E2 | Lost |
""",
        [{"code": "E1", "description": "Gone"}, {"code": "E2", "description": "Lost"}],
    ),
    (
        "a table without headings",
        """\
# Info

| | |
|--|--|
| **Base URL** | https://x.example |
| **Version** | 2 |

## Errors

| HTTP | Code |
|--|--|
| 404 | `A` |
""",
        [{"http_status": (404,), "code": "A"}],
    ),
    (
        "columns that fit no field",
        """\
| # | Code | HTTP | Message (en) | Message (de) | Severity | Notes |
|--|--|--|--|--|--|--|
| 1 | `A_B` | 400 | Bad | Schlecht | high | - |
| 2 | `C_D` | 404 | Gone | Weg | low | x |
""",
        [
            {
                "http_status": (400,),
                "code": "A_B",
                "message": "Bad",
                "x-message-de": "Schlecht",
                "x-severity": "high",
            },
            {
                "http_status": (404,),
                "code": "C_D",
                "message": "Gone",
                "x-message-de": "Weg",
                "x-severity": "low",
                "x-notes": "x",
            },
        ],
    ),
    (
        "negative codes",
        """\
### Error codes

| code | message | meaning |
|--|--|--|
| -32700 | Parse error | Invalid JSON was received. |
| -32600 | Invalid Request | Not a valid object. |
| -32000 to -32099 | Server error | Reserved. |
""",
        [
            {
                "code": "-32700",
                "description": "Invalid JSON was received.",
                "message": "Parse error",
            },
            {"code": "-32600", "description": "Not a valid object.", "message": "Invalid Request"},
        ],
    ),
    (
        "codes of several operations",
        """\
# API

## Make

### Errors

| Status | Code | When |
|--|--|--|
| 400 | `INVALID` | Name is bad |
| 404 | `NOT_FOUND` | No shop |

## Delete

### Errors

| Status | Code | When |
|--|--|--|
| 404 | `NOT_FOUND` | No item |
| 409 | `IN_USE` | Item is used |
""",
        [
            {"http_status": (400,), "code": "INVALID", "description": "Name is bad"},
            {
                "http_status": (404,),
                "code": "NOT_FOUND",
                "description": "No shop",
                "causes": ("No item",),
            },
            {"http_status": (409,), "code": "IN_USE", "description": "Item is used"},
        ],
    ),
    (
        "Russian",
        """\
### Ошибки

| Код ошибки | Когда | Повторяемая |
|---|---|---|
| `config_missing` | нет файла | нет |
| `net_down` | нет сети | да |
""",
        [
            {"code": "config_missing", "description": "нет файла", "retryable": False},
            {"code": "net_down", "description": "нет сети", "retryable": True},
        ],
    ),
    (
        "Japanese",
        """\
## エラー
| HTTPコード | エラーコード | message | UI挙動 / 文言 |
|--|--|--|--|
| 400 | VALIDATION | "価格を入力" | フィールド下に表示 |
| 401 | UNAUTHORIZED | "失敗" | ログイン画面へ |
""",
        [
            {
                "http_status": (400,),
                "code": "VALIDATION",
                "description": "フィールド下に表示",
                "message": '"価格を入力"',
            },
            {
                "http_status": (401,),
                "code": "UNAUTHORIZED",
                "description": "ログイン画面へ",
                "message": '"失敗"',
            },
        ],
    ),
    (
        "French",
        """\
## Gestion des Erreurs

| Code d'Erreur | Statut | Message | Détails supplémentaires |
|--|--|--|--|
| `errors.notFound` | 404 | Not found | Le serveur n'existe pas |
| `errors.denied` | 403 | Denied | Vous n'avez pas le droit |
""",
        [
            {
                "http_status": (404,),
                "code": "errors.notFound",
                "description": "Le serveur n'existe pas",
                "message": "Not found",
            },
            {
                "http_status": (403,),
                "code": "errors.denied",
                "description": "Vous n'avez pas le droit",
                "message": "Denied",
            },
        ],
    ),
    (
        "German",
        """\
| Fehlercode | Vorgeschlagene Beschreibung | Wiederholbar |
|---|---|---|
| 2016330898 | Unbekannter Fehler. | Nein |
| 2016330897 | Die Verbindung ist weg. | Ja |
""",
        [
            {"code": "2016330898", "description": "Unbekannter Fehler.", "retryable": False},
            {"code": "2016330897", "description": "Die Verbindung ist weg.", "retryable": True},
        ],
    ),
    (
        "Spanish",
        """\
## Códigos de Error Comunes

| Código de Error | Descripción | Solución |
|--|--|--|
| 401 | No Autorizado | Verificar claves |
| 403 | Prohibido | Pedir permiso |
""",
        [
            {
                "http_status": (401,),
                "description": "No Autorizado",
                "solutions": ("Verificar claves",),
            },
            {"http_status": (403,), "description": "Prohibido", "solutions": ("Pedir permiso",)},
        ],
    ),
    (
        "Portuguese",
        """\
**Mapeamento:**

| Código de erro de domínio | HTTP esperado | Motivo |
|--|--|--|
| `X_NOT_FOUND` | 404 | Recurso não encontrado |
| `X_DENIED` | 403 | Sem permissão |
""",
        [
            {"http_status": (404,), "code": "X_NOT_FOUND", "description": "Recurso não encontrado"},
            {"http_status": (403,), "code": "X_DENIED", "description": "Sem permissão"},
        ],
    ),
]
NO_CODES = {
    "events": """\
# Webhooks

| Event | Description |
|--|--|
| `payment.created` | It was made. |
| `payment.failed` | It failed. |
""",
    "settings": """\
# Configuration

| Name | Default | Description |
|--|--|--|
| `API_KEY` | none | The key. |
| `ERROR_LEVEL` | 3 | Level. |
""",
    "operations": """\
# API

## Endpoints

| Method | Endpoint | Status | Description |
|--|--|--|--|
| GET | `/a` | 200 | List |
| POST | `/a` | 201 | Make |
""",
    "rate limits": """\
# Errors

## Rate limits

| Plan | Limit | Status |
|--|--|--|
| Free | 100 | 429 |
| Pro | 1000 | 429 |
""",
    "states of jobs": """\
# Jobs

## Job status

| Status | Meaning |
|--|--|
| `queued` | Waits. |
| `running` | Runs. |
| `failed` | Broke. |
""",
    "products": """\
# Error handling in SDKs

## JavaScript

Use try.

## TypeScript

Use try too.

## GitHub

x
""",
    "fields of an error": """\
# Errors

## Error object

- `code`: a machine readable code
- `message`: words
- `request_id`: the id
""",
    "a table of the fields of an error": """\
## Error object

| Name | Meaning |
|--|--|
| `error_code` | A code for machines. |
| `request_id` | The id of the request. |
""",
    "outcomes": """\
# Response codes

| Result | Meaning |
|--|--|
| SUCCESS | Good |
| FAIL | Bad |
""",
    "versions": """\
# Errors

| Version | Date | Change |
|--|--|--|
| 1.0 | 2020-01-01 | First |
""",
}


@pytest.mark.parametrize(
    ("text", "fields"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS]
)
def test_a_page_says_what_its_reader_reads(text: str, fields: list[dict[str, object]]) -> None:
    entries = page.read(text, "page.md").reading.entries
    assert [_without_group(entry.fields) for entry in entries] == fields


def _without_group(fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name != "group"}


ROWS: list[tuple[str, list[dict[str, object]]]] = [
    (
        """\
| 返回值 | 含义 |
|--|--|
| SUCCESS | 成功 |
| SIGN_ERROR | 签名错误 |
""",
        [
            {"code": "SUCCESS", "description": "成功"},
            {"code": "SIGN_ERROR", "description": "签名错误"},
        ],
    ),
    (
        """\
| HTTP状态码 | 说明 | 备注 |
|--|--|--|
| 200 | 请求成功 |  |
| 401 | 未授权 | 检查token |
""",
        [
            {"http_status": (200,), "description": "请求成功"},
            {"http_status": (401,), "description": "未授权", "x-备注": "检查token"},
        ],
    ),
    (
        """\
| HTTP 상태 코드 | 에러 코드 | 설명 |
|--|--|--|
| 400 | INVALID_PARAM | 잘못된 파라미터입니다. |
| 401 | UNAUTHORIZED | 인증이 필요합니다. |
""",
        [
            {
                "http_status": (400,),
                "code": "INVALID_PARAM",
                "description": "잘못된 파라미터입니다.",
            },
            {"http_status": (401,), "code": "UNAUTHORIZED", "description": "인증이 필요합니다."},
        ],
    ),
    (
        """\
| 코드 | 메시지 | 설명 |
|--|--|--|
| E01 | 실패 | 처리에 실패했습니다. |
| E02 | 없음 | 대상이 없습니다. |
""",
        [
            {"code": "E01", "description": "처리에 실패했습니다.", "message": "실패"},
            {"code": "E02", "description": "대상이 없습니다.", "message": "없음"},
        ],
    ),
    (
        """\
| Code | Libellé | Description |
|--|--|--|
| E1 | Mauvais jeton | Le jeton est mauvais. |
| E2 | Trop tard | Le délai est passé. |
""",
        [
            {"code": "E1", "title": "Mauvais jeton", "description": "Le jeton est mauvais."},
            {"code": "E2", "title": "Trop tard", "description": "Le délai est passé."},
        ],
    ),
    (
        """\
| Code HTTP | Signification |
|--|--|
| 400 | Requête invalide |
| 404 | Ressource introuvable |
""",
        [
            {"http_status": (400,), "description": "Requête invalide"},
            {"http_status": (404,), "description": "Ressource introuvable"},
        ],
    ),
    (
        """\
| Código | Mensaje | Descripción | Qué hacer |
|--|--|--|--|
| ERR01 | Falta el nombre | No hay nombre. | Envíe el nombre. |
| ERR02 | Sin saldo | No hay saldo. | Recargue. |
""",
        [
            {
                "code": "ERR01",
                "description": "No hay nombre.",
                "message": "Falta el nombre",
                "solutions": ("Envíe el nombre.",),
            },
            {
                "code": "ERR02",
                "description": "No hay saldo.",
                "message": "Sin saldo",
                "solutions": ("Recargue.",),
            },
        ],
    ),
    (
        """\
| Erro | Causa | Solução |
|--|--|--|
| invalid_token | O token expirou. | Gere outro token. |
| no_scope | Falta o escopo. | Peça o escopo. |
""",
        [
            {
                "code": "invalid_token",
                "description": "O token expirou.",
                "solutions": ("Gere outro token.",),
            },
            {
                "code": "no_scope",
                "description": "Falta o escopo.",
                "solutions": ("Peça o escopo.",),
            },
        ],
    ),
    (
        """\
| Status | Descrição |
|--|--|
| 200 OK | Sucesso |
| 422 Unprocessable Entity | Dados inválidos |
""",
        [
            {"http_status": (200,), "description": "Sucesso"},
            {"http_status": (422,), "description": "Dados inválidos"},
        ],
    ),
    (
        """\
| HTTP-код | Код ошибки | Описание |
|--|--|--|
| 400 | bad_name | Плохое имя |
| 404 | no_user | Нет пользователя |
""",
        [
            {"http_status": (400,), "code": "bad_name", "description": "Плохое имя"},
            {"http_status": (404,), "code": "no_user", "description": "Нет пользователя"},
        ],
    ),
    (
        """\
| HTTP-Statuscode | Fehler | Ursache | Lösung |
|--|--|--|--|
| 400 | INVALID_NAME | Der Name fehlt. | Namen senden. |
| 404 | NO_USER | Es gibt ihn nicht. | Anlegen. |
""",
        [
            {
                "http_status": (400,),
                "code": "INVALID_NAME",
                "description": "Der Name fehlt.",
                "solutions": ("Namen senden.",),
            },
            {
                "http_status": (404,),
                "code": "NO_USER",
                "description": "Es gibt ihn nicht.",
                "solutions": ("Anlegen.",),
            },
        ],
    ),
    (
        """\
## Errors

| Code | Meaning |
|--|--|
| 400 invalid_request | Bad |
| 401 invalid_token | Key |
| 403 no_scope | Scope |
""",
        [
            {"http_status": (400,), "code": "invalid_request", "description": "Bad"},
            {"http_status": (401,), "code": "invalid_token", "description": "Key"},
            {"http_status": (403,), "code": "no_scope", "description": "Scope"},
        ],
    ),
    (
        """\
## Errors

| Code | Meaning |
|--|--|
| `a_b`<br/>`c_d` | Bad |
| "e_f" | Key |
""",
        [
            {"code": "a_b", "description": "Bad"},
            {"code": "c_d", "description": "Bad"},
            {"code": "e_f", "description": "Key"},
        ],
    ),
    (
        """\
## Errors

| Status | Description |
|--|--|
| 🔴 400 | Bad |
| 🟢 200 | Good |
""",
        [
            {"http_status": (400,), "description": "Bad"},
            {"http_status": (200,), "description": "Good"},
        ],
    ),
    (
        """\
## Errors

| Status Code | Name | Meaning |
|--|--|--|
| 400 | Bad Request | Wrong input. |
| 4XX | Other | More. |
| 500-599 | Server | Ours. |
""",
        [{"http_status": (400,), "title": "Bad Request", "description": "Wrong input."}],
    ),
    (
        """\
## Error codes

| Code | Name | HTTP |
|--|--|--|
| 40001 | `INVALID_TOKEN` | 401 |
| 40002 | `EXPIRED_TOKEN` | 401 |
""",
        [
            {"http_status": (401,), "code": "40001", "name": "INVALID_TOKEN"},
            {"http_status": (401,), "code": "40002", "name": "EXPIRED_TOKEN"},
        ],
    ),
    (
        """\
## Error codes

| Exception | HTTP status | Code | Description |
|--|--|--|--|
| NotFoundException | 404 | 4040 | Nothing |
| GoneException | 410 | 4100 | Gone |
""",
        [
            {
                "http_status": (404,),
                "code": "4040",
                "description": "Nothing",
                "name": "NotFoundException",
            },
            {"http_status": (410,), "code": "4100", "description": "Gone", "name": "GoneException"},
        ],
    ),
    (
        """\
## Result codes

| Value | Constant | Description |
|--|--|--|
| 0 | `RC_OK` | Fine. |
| -1 | `RC_BAD` | Bad. |
""",
        [
            {"code": "0", "description": "Fine.", "name": "RC_OK"},
            {"code": "-1", "description": "Bad.", "name": "RC_BAD"},
        ],
    ),
    (
        """\
## Errors

| HTTP Code | Error Type | Description |
|--|--|--|
| 400 | invalid_request_error | Bad |
| 401 | authentication_error | Key |
| 429 | rate_limit_error | Slow |
""",
        [
            {"http_status": (400,), "code": "invalid_request_error", "description": "Bad"},
            {"http_status": (401,), "code": "authentication_error", "description": "Key"},
            {"http_status": (429,), "code": "rate_limit_error", "description": "Slow"},
        ],
    ),
    (
        """\
## Errors

| Error Code | Description | HTTP Status Code |
|--|--|--|
| AccessDenied | Access Denied | 403 Forbidden |
| AccountProblem | Contact us | 403 Forbidden |
| BadDigest | Not the same. | 400 Bad Request |
| NoReply | x | N/A |
""",
        [
            {"http_status": (403,), "code": "AccessDenied", "description": "Access Denied"},
            {"http_status": (403,), "code": "AccountProblem", "description": "Contact us"},
            {"http_status": (400,), "code": "BadDigest", "description": "Not the same."},
            {"code": "NoReply", "description": "x"},
        ],
    ),
    (
        """\
## Errors

| gRPC Status | HTTP | Retry | Description |
|--|--|--|--|
| `UNAVAILABLE` | 503 | Yes | Down |
| `NOT_FOUND` | 404 | No | Gone |
""",
        [
            {
                "http_status": (503,),
                "code": "UNAVAILABLE",
                "description": "Down",
                "retryable": True,
            },
            {"http_status": (404,), "code": "NOT_FOUND", "description": "Gone", "retryable": False},
        ],
    ),
    (
        """\
## Errors

| Code | Reason |
|--|--|
| 400 | Bad input |
| 401 | Bad key |
| 1001 | Shop closed |
""",
        [
            {"code": "400", "description": "Bad input"},
            {"code": "401", "description": "Bad key"},
            {"code": "1001", "description": "Shop closed"},
        ],
    ),
    (
        """\
## Errors

| SQLSTATE | Condition |
|--|--|
| 22012 | division_by_zero |
| 2201X | invalid_row_count |
""",
        [
            {"code": "22012", "name": "division_by_zero"},
            {"code": "2201X", "name": "invalid_row_count"},
        ],
    ),
    (
        """\
## Error Codes

| Module | Code | Description |
|--|--|--|
| Auth | INVALID_LOGIN | Wrong |
| Auth | INVALID_KEY | Bad |
| Game | GAME_FULL | Full |
""",
        [
            {"code": "INVALID_LOGIN", "description": "Wrong", "x-module": "Auth"},
            {"code": "INVALID_KEY", "description": "Bad", "x-module": "Auth"},
            {"code": "GAME_FULL", "description": "Full", "x-module": "Game"},
        ],
    ),
    (
        """\
## Error codes and exit codes

| Error Code | Exit Code | Description |
|--|--|--|
| Success | 0 | Fine |
| QUERY_ERROR | 1 | Bad query |
| CONFIG_ERROR | 2 | Bad settings |
""",
        [
            {"code": "Success", "number": 0, "description": "Fine"},
            {"code": "QUERY_ERROR", "number": 1, "description": "Bad query"},
            {"code": "CONFIG_ERROR", "number": 2, "description": "Bad settings"},
        ],
    ),
    (
        """\
## Error Codes

Common:
- `BOX.CONFLICT` (it is there already)
- `BOX.NOT_FOUND`
- `BOX.BAD_STATE`

x
""",
        [
            {"code": "BOX.CONFLICT", "description": "it is there already"},
            {"code": "BOX.NOT_FOUND"},
            {"code": "BOX.BAD_STATE"},
        ],
    ),
    (
        """\
## Error Reference

- `ERR-DENIED (300)`: Not allowed
- `ERR-EXISTS (301)`: There already
""",
        [
            {"code": "ERR-DENIED", "number": 300, "description": "Not allowed"},
            {"code": "ERR-EXISTS", "number": 301, "description": "There already"},
        ],
    ),
    (
        """\
## エラーコード

| HTTPステータス | エラーコード | エラーメッセージ（日本語） | 要件根拠 |
|--|--|--|--|
| 400 Bad Request | INVALID_CODE | ありません | EDGE-001 |
| 401 Unauthorized | AUTH_FAILED | 失敗しました | REQ-001 |
| Timeout | API_TIMEOUT | 時間です | REQ-603 |
""",
        [
            {
                "http_status": (400,),
                "code": "INVALID_CODE",
                "message": "ありません",
                "x-要件根拠": "EDGE-001",
            },
            {
                "http_status": (401,),
                "code": "AUTH_FAILED",
                "message": "失敗しました",
                "x-要件根拠": "REQ-001",
            },
            {"code": "API_TIMEOUT", "message": "時間です", "x-要件根拠": "REQ-603"},
        ],
    ),
    (
        """\
## 错误码列表

| code | HTTP 状态码 | 含义 | 典型场景 |
|--|--|--|--|
| 200 | 200 | 成功 | 正常请求 |
| 400 | 400 | Bad Request | 参数无效、字段缺失 |
""",
        [
            {"http_status": (200,), "code": "200", "description": "成功", "causes": ("正常请求",)},
            {
                "http_status": (400,),
                "code": "400",
                "description": "Bad Request",
                "causes": ("参数无效、字段缺失",),
            },
        ],
    ),
    (
        """\
## Error reference

| Error | Cause |
|--|--|
| `BasicError::NotAdmin` | Caller is none |
| `BoxError::NotFound` | No box |
""",
        [
            {"code": "BasicError::NotAdmin", "description": "Caller is none"},
            {"code": "BoxError::NotFound", "description": "No box"},
        ],
    ),
    (
        """\
# Codes

## Fehlercodes für 400
### Fehlercode 1460 (REQUEST_INVALID)
Wird gesendet.
### Fehlercode 1461 (APP_UNKNOWN)
Unbekannt.
""",
        [
            {
                "http_status": (400,),
                "code": "1460",
                "description": "Wird gesendet.",
                "name": "REQUEST_INVALID",
            },
            {
                "http_status": (400,),
                "code": "1461",
                "description": "Unbekannt.",
                "name": "APP_UNKNOWN",
            },
        ],
    ),
    (
        """\
## Коды ошибок

- **200 OK** - Успешный запрос
- **422 Unprocessable Entity** - Ошибка валидации

**Формат:**
""",
        [
            {"http_status": (200,), "description": "Успешный запрос"},
            {"http_status": (422,), "description": "Ошибка валидации"},
        ],
    ),
    (
        """\
### Fehlercodes

- `0` = Erfolg
- `-1` = Falsch (Projekt)
- `-99` = Kritisch
""",
        [
            {"code": "0", "description": "Erfolg"},
            {"code": "-1", "description": "Falsch (Projekt)"},
            {"code": "-99", "description": "Kritisch"},
        ],
    ),
    (
        """\
## Codes d'Erreur

### 400 - Bad Request
```json
{}
```

### 404 - Not Found
```json
{}
```

## Auth

x
""",
        [
            {"http_status": (400,), "title": "Bad Request"},
            {"http_status": (404,), "title": "Not Found"},
        ],
    ),
    (
        """\
## Codes d'erreur

| Code | Statut typique |
|--|--|
| `not_found` | 404 |
| `gone_away` | 410 |
""",
        [
            {"http_status": (404,), "code": "not_found"},
            {"http_status": (410,), "code": "gone_away"},
        ],
    ),
    (
        """\
## Codes d'erreur

| Code | Message | Description |
|--|--|--|
| 400 | Name is required | Corps vide |
| 400 | Must be first | Trop tard |
| 404 | No game | Introuvable |
""",
        [
            {"http_status": (400,), "description": "Corps vide", "message": "Name is required"},
            {"http_status": (400,), "description": "Trop tard", "message": "Must be first"},
            {"http_status": (404,), "description": "Introuvable", "message": "No game"},
        ],
    ),
    (
        """\
## 错误码列表

| 状态码 | 含义 |
|--|--|
| InternalError | 内部错误。 |
| InvalidParameter.Time | 参数值错误 |
""",
        [
            {"code": "InternalError", "description": "内部错误。"},
            {"code": "InvalidParameter.Time", "description": "参数值错误"},
        ],
    ),
    (
        """\
## Fehlercodes (move_rejected)

- `game_not_found`: Spiel fehlt
- `invalid_place`: Falsch
- `ko_violation`: Ko
""",
        [
            {"code": "game_not_found", "description": "Spiel fehlt"},
            {"code": "invalid_place", "description": "Falsch"},
            {"code": "ko_violation", "description": "Ko"},
        ],
    ),
    (
        """\
## Codes d'erreur

- `FILE_001`: Trop grand (> 1GB)
- `AUTH_001`: Refusé
""",
        [
            {"code": "FILE_001", "description": "Trop grand (> 1GB)"},
            {"code": "AUTH_001", "description": "Refusé"},
        ],
    ),
    (
        """\
## 状态码

| 状态码 | 说明 |
|--|--|
| 404 找不到 | 资源不存在，请检查地址。 |
| 410 消失 | 资源已经被删除，不能恢复。 |
| 401 Unauthorized | 没有密钥。 |
| 5xx 服务器 | 服务器发生了错误。 |
""",
        [
            {"http_status": (404,), "title": "找不到", "description": "资源不存在，请检查地址。"},
            {"http_status": (410,), "title": "消失", "description": "资源已经被删除，不能恢复。"},
            {"http_status": (401,), "description": "没有密钥。"},
        ],
    ),
    (
        """\
## Erros

| Código | Significado | Descrição |
|--|--|--|
| 410 Sumiu | Foi | O recurso foi removido para sempre. |
| 451 Proibido | Lei | A lei não deixa mostrar este recurso. |
""",
        [
            {
                "http_status": (410,),
                "title": "Sumiu",
                "description": "O recurso foi removido para sempre.",
                "x-significado": "Foi",
            },
            {
                "http_status": (451,),
                "title": "Proibido",
                "description": "A lei não deixa mostrar este recurso.",
                "x-significado": "Lei",
            },
        ],
    ),
    (
        """\
## Códigos

| Status | Significado | Descripción |
|--|--|--|
| 200 | Todo bien | La llamada terminó y el cuerpo contiene el objeto. |
| 402 | Sin saldo | Tu cuenta no tiene saldo para esta llamada. |
""",
        [
            {
                "http_status": (200,),
                "title": "Todo bien",
                "description": "La llamada terminó y el cuerpo contiene el objeto.",
            },
            {
                "http_status": (402,),
                "title": "Sin saldo",
                "description": "Tu cuenta no tiene saldo para esta llamada.",
            },
        ],
    ),
    (
        """\
## Errors

| Code | Description | Details |
|--|--|--|
| `no_credit` | No credit | Your account has no credit left for this call. |
| `locked_out` | Locked out | Somebody else is editing the thing at the moment. |
""",
        [
            {
                "code": "no_credit",
                "title": "No credit",
                "description": "Your account has no credit left for this call.",
            },
            {
                "code": "locked_out",
                "title": "Locked out",
                "description": "Somebody else is editing the thing at the moment.",
            },
        ],
    ),
    (
        """\
## Errores

| Estado HTTP | Código | Cuándo |
|--|--|--|
| 400 | `CAMPO_VACIO` | Falta un campo. |
| 401 | sin código, solo texto plano en el cuerpo | No hay clave. |
| 404 | `NO_HALLADO` | No existe. |
| 500 | el cuerpo es una página HTML | Fallo interno. |
| 502 | no lo pone la API, sino la pasarela | Sin respuesta. |
| 503 | no lo pone la API, sino la pasarela | Caída. |
| 504 | no lo pone la API, sino la pasarela | Tarde. |
| 505 | no lo pone la API, sino la pasarela | Vieja. |
| 508 | no lo pone la API, sino la pasarela | Vuelta. |
""",
        [
            {"http_status": (400,), "code": "CAMPO_VACIO", "description": "Falta un campo."},
            {"http_status": (401,), "description": "No hay clave."},
            {"http_status": (404,), "code": "NO_HALLADO", "description": "No existe."},
            {"http_status": (500,), "description": "Fallo interno."},
            {"http_status": (502,), "description": "Sin respuesta."},
            {"http_status": (503,), "description": "Caída."},
            {"http_status": (504,), "description": "Tarde."},
            {"http_status": (505,), "description": "Vieja."},
            {"http_status": (508,), "description": "Vuelta."},
        ],
    ),
    (
        """\
## Status codes

| Status | Retry |
|--|--|
| 400 | No |
| 410 | Never |
| 503 | Always |
""",
        [
            {"http_status": (400,), "retryable": False},
            {"http_status": (410,), "retryable": False},
            {"http_status": (503,), "retryable": True},
        ],
    ),
    (
        """\
## Errors

### 1001 Lost key

There is no key in the request.

```json
{"error": {"code": 1001, "message": "Send a *key*, please."}}
```

### 1002 Wrong field

~~~json
{"errors": [{"code": "1002", "message": "{field} is wrong."}]}
~~~

### 1003 No example

It has none.

```json
{"error": …}
```
""",
        [
            {
                "code": "1001",
                "title": "Lost key",
                "description": "There is no key in the request.",
                "message": "Send a *key*, please.",
            },
            {"code": "1002", "title": "Wrong field", "message": "{field} is wrong."},
            {"code": "1003", "title": "No example", "description": "It has none."},
        ],
    ),
    (
        """\
## Codes

### no_key

There is no key.

```json
{"code": "no_key", "message": "Send a key."}
```

### wrong_field

A field is wrong.

```json
{"code": "wrong_field", "message": "Mend the field."}
```
""",
        [
            {"code": "no_key", "description": "There is no key.", "message": "Send a key."},
            {
                "code": "wrong_field",
                "description": "A field is wrong.",
                "message": "Mend the field.",
            },
        ],
    ),
    (
        """\
## Errors

#### 400 Bad Request

The body is no JSON.

```json
{"code": "bad_json", "msg": "Send JSON."}
```

#### 409 Conflict

Two examples.

```json
{"code": "taken", "msg": "It is taken."}
```

```json
{"code": "busy", "msg": "It is busy."}
```
""",
        [
            {
                "http_status": (400,),
                "code": "bad_json",
                "title": "Bad Request",
                "description": "The body is no JSON.",
                "message": "Send JSON.",
            },
            {"http_status": (409,), "title": "Conflict", "description": "Two examples."},
        ],
    ),
    (
        "# Errors\n\n| Code | Status | Meaning |\n|--|--|--|\n"
        + "".join(f"| {n} | DENY_{n} | It is denied. |\n" for n in range(7)),
        [{"code": str(n), "name": f"DENY_{n}", "description": "It is denied."} for n in range(7)],
    ),
    (
        """\
## Errors

| HTTP Code | Error Code | Meaning |
|--|--|--|
| 404 | Not Found | There is no such thing at all. |
| 500 | Server Error | Something went wrong. |
""",
        [
            {
                "http_status": (404,),
                "code": "Not Found",
                "description": "There is no such thing at all.",
            },
            {
                "http_status": (500,),
                "code": "Server Error",
                "description": "Something went wrong.",
            },
        ],
    ),
    (
        """\
## Status codes

| HTTP | Code phrase | Meaning |
|--|--|--|
| 404 | Not Found | There is no such thing at all. |
| 500 | Server Error | Something went wrong. |
""",
        [
            {
                "http_status": (404,),
                "title": "Not Found",
                "description": "There is no such thing at all.",
            },
            {
                "http_status": (500,),
                "title": "Server Error",
                "description": "Something went wrong.",
            },
        ],
    ),
    (
        """\
## Errors

| HTTP status | Meaning |
|--|--|
| 400 | Wrong |
| 401 | Keyless |
| 404 | Gone |
| 429 | Often |
| network | Down |
| timeout | Late |
| dns | Lost |
""",
        [
            {"http_status": (400,), "description": "Wrong"},
            {"http_status": (401,), "description": "Keyless"},
            {"http_status": (404,), "description": "Gone"},
            {"http_status": (429,), "description": "Often"},
        ],
    ),
    (
        """\
## Errors

| HTTP | Field | Meaning |
|--|--|--|
| 400 | `first_name` | It is too long for us. |
| 409 | `user_name` | Somebody else has it. |
""",
        [
            {
                "http_status": (400,),
                "description": "It is too long for us.",
                "x-field": "first_name",
            },
            {
                "http_status": (409,),
                "description": "Somebody else has it.",
                "x-field": "user_name",
            },
        ],
    ),
    (
        """\
## Statuses

| Code | Status code | Meaning |
|--|--|--|
| 404 | Not there | There is no such thing at all. |
| 500 | Server broke | Something went wrong in there. |
""",
        [
            {
                "http_status": (404,),
                "title": "Not there",
                "description": "There is no such thing at all.",
            },
            {
                "http_status": (500,),
                "title": "Server broke",
                "description": "Something went wrong in there.",
            },
        ],
    ),
    (
        """\
## Errors

| Code | Exception | Meaning |
|--|--|--|
| 1001 | ValueError | The name is wrong. |
| 1002 | ValueError | The age is wrong. |
""",
        [
            {"code": "1001", "title": "ValueError", "description": "The name is wrong."},
            {"code": "1002", "title": "ValueError", "description": "The age is wrong."},
        ],
    ),
    (
        """\
| HTTP | Code | Meaning | Retry |
|--|--|--|--|
| 404 | `A` | Gone. | No |
| 410 | `A` | Gone. | Yes |
""",
        [{"http_status": (404, 410), "code": "A", "description": "Gone.", "retryable": False}],
    ),
]


@pytest.mark.parametrize(("text", "fields"), ROWS)
def test_headings_and_values_say_what_columns_hold(
    text: str, fields: list[dict[str, object]]
) -> None:
    entries = page.read(text, "page.md").reading.entries
    assert [_without_group(entry.fields) for entry in entries] == fields


@pytest.mark.parametrize("text", NO_CODES.values(), ids=NO_CODES)
def test_what_is_no_code_is_named(text: str) -> None:
    with pytest.raises(ProblemsFound, match="no table of codes"):
        page.read(text, "page.md")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "| HTTP | Code |\n|--|--|\n| [404](./x) | `A` |\n| [410](/y) | `B` |\n",
            "left out: the addresses of links in the column of http_status: "
            "./x (line 3); /y (line 4)",
        ),
        (
            "| Code | HTTP |\n|--|--|\n| **Access** | |\n| `A` | 403 |\n",
            "left out: a row that heads those below it: Access",
        ),
        (
            "| HTTP | Code |\n|--|--|\n| 404 | `A` |\n\n```\n| 410 | `B` |\n",
            "left out: a block of code or a comment is never closed: nothing below this line is "
            "read",
        ),
        (
            "| | |\n|--|--|\n| **URL** | https://x.example |\n\n"
            "| HTTP | Code |\n|--|--|\n| 404 | `A` |\n",
            "left out: the table '(empty), (empty)' with 1 row: no headings",
        ),
        (
            "| Code | HTTP |\n|--|--|\n| `A` | 403 |\n| `A` | 403 |\n| Code | HTTP |\n",
            "left out: the headings again, as a row",
        ),
        (
            "| Status | Meaning |\n|--|--|\n| 404 Not Found | Gone. |\n| 409 Conflict | Two. |\n",
            "left out: phrases of RFC 9110 beside HTTP statuses: "
            "Not Found (line 3); Conflict (line 4)",
        ),
        (
            "# Codes\n\n#### 401 Unauthorized\n\n| Code | Meaning |\n|--|--|\n| `A` | No key. |\n",
            "guessed: the HTTP status of a table, from the heading above it: 401 Unauthorized",
        ),
        (
            "| HTTP | Code |\n|--|--|\n| 404 | `A` |\n| 404 | `A` |\n",
            "recognised: rows that repeat another one: 404 A, as line 3",
        ),
        (
            "| HTTP | Code |\n|--|--|\n| 404 | `A` |\n| 502 | an HTML page |\n",
            "left out: a value whose code is a remark: an HTML page",
        ),
    ],
    ids=[
        "links",
        "a heading",
        "a block of code",
        "no headings",
        "headings again",
        "phrases",
        "phrases in headings",
        "rows again",
        "a remark as code",
    ],
)
def test_what_is_lost_is_named(text: str, note: str) -> None:
    notes = page.read(text, "page.md").notes
    assert note in [f"{one.kind}: {one.text}" for one in notes]


def test_a_column_becomes_the_name_that_it_is_mapped_to() -> None:
    text = "| Code | Ident | Meaning |\n|--|--|--|\n| 1 | A.b | x |\n| 2 | C.d | y |\n"
    entries = page.read(text, "page.md", {"Ident": "name"}).reading.entries
    assert [entry.fields["name"] for entry in entries] == ["A.b", "C.d"]


def test_a_page_gives_its_spelling_to_the_target() -> None:
    text = (
        "# Codes\n\n## Ours\n\n| HTTP | Code | Retry |\n|--|--|--|\n| `404` | A | Yes |\n"
        "\n## Yours\n\n| HTTP | Code | Retry |\n|--|--|--|\n| `410` | B | No |\n"
    )
    options = page.read(text, "page.md").options
    assert options["code_spans"] == ["http_status"]
    assert options["flag_words"] == ["Yes", "No"]
    assert options["tables"] == "per-group"
