"""Addresses that JavaScript's `new URL` accepts, as Node has it."""

import pytest

from apicodes.render.markdown.url_syntax import is_url

URLS = (
    "https://a.b", "https://localhost:8080/c?d#e", "https://user:word@a.b:80/", "https://[::1]:80/",
    "https://1.2.3.4", "https://xn--bcher-kva.example", "https://bücher.example/ä", "ftp://a/b",
    "file:///a", "mailto:a@b.c", "x-y://a", "/a?b", "a/b.md#c", "#a", "", "../a:b",
)  # fmt: skip
OTHERS = (
    "https://a:B", "https://a:65536", "https://a|b", "https://a^b", "https://%7Ba%7D",
    "https://1.2.3.4.5", "https://a.256", "https://xn--a", "https://", "https://[::1", "//a:b/c",
    "https://a\\b:c", "/%FF.pdf", "x-y://a:b", "ftp://a:b",
)  # fmt: skip


@pytest.mark.parametrize("address", URLS)
def test_urls(address: str) -> None:
    assert is_url(address)


@pytest.mark.parametrize("address", OTHERS)
def test_others(address: str) -> None:
    assert not is_url(address)
