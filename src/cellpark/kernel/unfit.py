"""How canonical bytes say no: the limits, the public refusal, and the way its path is collected."""

from typing import Final

from cellpark.kernel.problem import Problem

MAX_DEPTH: Final = 64
"""Arrays and objects nested deeper are refused."""
MAX_BYTES: Final = 4 * 1024 * 1024
"""Canonical bytes longer than this are refused."""
MAX_INTEGER: Final = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 7493, section 2.2)."""


class NotCanonical(ValueError):  # noqa: N818 -- reads as what it says: the value is not canonical
    """The value has no canonical form, or the bytes are not one.

    ``path`` leads to the spot (``$.data.items[3]``). ``reason`` is one of ``float``, ``integer_too_large``, ``type``,
    ``key_not_text``, ``key_not_ascii``, ``not_nfc``, ``surrogate``, ``too_deep``, ``too_long``, ``not_json``,
    ``not_canonical``, and, from ``plain``, ``naive_time``, ``not_finite``, ``number_too_long``, ``not_frozen``.
    """

    def __init__(self, path: str, reason: str) -> None:
        """Keep where and why."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    @property
    def problem(self) -> Problem:
        """The same as data: code ``canonical.<reason>`` with the path as its parameter."""
        return Problem(f"canonical.{self.reason}", {"path": self.path})


class Unfit(Exception):  # noqa: N818 -- internal: carries the reason upwards while the path is collected
    """Raised where a value does not fit; each level on the way up adds its step to the path."""

    def __init__(self, reason: str) -> None:
        """Start with an empty path."""
        super().__init__(reason)
        self.reason = reason
        self.steps: list[str] = []

    def located(self) -> NotCanonical:
        """The public exception, with the path from the root."""
        return NotCanonical("$" + "".join(reversed(self.steps)), self.reason)


def key_step(key: object) -> str:
    """How one object key is written in a path."""
    return f".{key}" if isinstance(key, str) and key.isascii() and key.isidentifier() else f"[{key!a}]"
