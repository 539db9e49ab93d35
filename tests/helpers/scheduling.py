"""The order in which tests run, and which of them one worker of xdist runs.

xdist's own groups (``--dist loadgroup``) do nothing with pytest 9: they change an id that pytest no
longer reads.
"""

from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# These take longest, so that they come first: no worker is left with one at the end.
FIRST = ("test_site.py", "test_newcomer.py", "test_formatters.py", "test_hooks.py", "test_mdx.py")

# The tests of each of these share a fixture that takes long, which every worker would make again.
TOGETHER = ("test_action.py", "test_formatters.py", "test_mdx.py")


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return slow tests before others, the longest of them at the very beginning."""

    def order(item: pytest.Item) -> tuple[bool, int]:
        at = FIRST.index(item.path.name) if item.path.name in FIRST else len(FIRST)
        return (item.get_closest_marker("slow") is None, at)

    return sorted(items, key=order)


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Gives each free worker the next test, or the next module whose tests belong together."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module.endswith(TOGETHER) else nodeid
