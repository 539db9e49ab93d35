"""The environment that templates of the user's run in: Jinja's sandbox, with bounds."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment

OUTPUT_LIMIT = 50_000_000
"""How many characters a template may make, in all and by one product."""

RANGE_LIMIT = MAX_RANGE
"""How many numbers `range` gives; Jinja's own limit."""

POWER_LIMIT = 10_000
"""How many bits a power of an integer may have."""


MEMORY_LIMIT = 2**30
"""How many bytes a template may take beside what the process has already."""

TIME_LIMIT = 30.0
"""For how many seconds of the processor's time a template may run."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Refuses what leads out of a template, and products and powers without bounds."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply within the bounds. Raises `SecurityError`."""
        if operator == "**":
            if _number(left).bit_length() * _number(right) > POWER_LIMIT:
                raise SecurityError(f"a power has more than {POWER_LIMIT:,} bits")
        elif max(_length(left) * _number(right), _length(right) * _number(left)) > OUTPUT_LIMIT:
            raise SecurityError(f"a product has more than {OUTPUT_LIMIT:,} items")
        return super().call_binop(context, operator, left, right)


def _length(value: object) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple) else 0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def joined(pieces: Iterable[str]) -> str:
    """Return the pieces that a template makes as one text. Raises `SecurityError`."""
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > OUTPUT_LIMIT:
            raise SecurityError(f"it makes more than {OUTPUT_LIMIT:,} characters")
        kept.append(piece)
    return "".join(kept)


@contextmanager
def bounded() -> Iterator[None]:
    """Run with a limit of memory and of time, where the system has them; both end with the block.

    Raises `MemoryError` or `SecurityError` at a limit.
    """
    with _memory_bounded(), _time_bounded():
        yield


@contextmanager
def _memory_bounded() -> Iterator[None]:
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield  # Only Linux counts, and limits, the addresses of a process.
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (soft, used + MEMORY_LIMIT) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    try:
        yield
    finally:
        with suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _time_bounded() -> Iterator[None]:
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield  # Signals reach the main thread alone, and Windows has no such timer.
        return

    def stop(*_: object) -> None:
        raise SecurityError(f"it runs for more than {TIME_LIMIT:g} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, TIME_LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
