"""The ids of all rules by module, so that a run imports only the modules that it needs."""

from collections.abc import Iterable

MODULES: dict[str, tuple[str, ...]] = {
    "identity": (
        "code-not-integer",
        "duplicate-alias",
        "duplicate-key",
        "entry-without-identity",
        "no-codes",
        "reserved-type-name",
    ),
    "references": (
        "duplicate-group",
        "duplicate-header",
        "impossible-date",
        "unknown-placeholder",
        "unknown-reference",
    ),
    "completeness": ("description-missing",),
    "anchors": ("unused-anchor",),
    "braces": ("unbalanced-brace",),
    "commas": ("text-split-by-comma",),
    "contents": ("empty-group", "example-mismatch", "unused-header"),
    "extension_fields": ("extension-missing", "extension-type", "undeclared-extension"),
    "hashes": ("text-after-hash",),
    "ignores": ("unused-ignore",),
    "lifecycle": (
        "deprecated-without-way",
        "removed-code-reused",
        "since-order",
        "sunset-past",
    ),
    "links": ("malformed-link", "root-relative-link"),
    "code_names": ("code-style", "identifier-collision", "similar-codes"),
    "message_placeholders": ("undefined-parameter", "unused-parameter"),
    "wording": (
        "description-repeated",
        "full-stop",
        "heading-in-description",
        "unfinished-text",
    ),
    "replacements": ("hidden-replacement", "replacement-chain", "replacement-circle"),
    "http_semantics": (
        "body-on-bodyless",
        "retry-after-missing",
        "retryable-client-error",
        "status-unregistered",
        "status-word-contradicts",
        "www-authenticate-missing",
    ),
}

REQUIRED = ("identity", "references")
"""The modules of rules that outputs rely on: always errors, never silenced or switched off."""

ERRORS = ("braces", "hashes")
"""The modules of the other rules that are errors by default."""


def rule_ids(modules: Iterable[str] = tuple(MODULES)) -> set[str]:
    """Return the ids of the rules in some modules, or of all rules."""
    return {rule for module in modules for rule in MODULES[module]}


def is_required(rule: str) -> bool:
    """Return whether outputs rely on a rule."""
    return rule in rule_ids(REQUIRED)


def is_optional(rule: str) -> bool:
    """Return whether a problem is of a rule that can be silenced."""
    return rule in rule_ids() - rule_ids(REQUIRED)
