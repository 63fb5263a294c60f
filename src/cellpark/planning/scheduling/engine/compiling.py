"""How the engine is compiled: entries are kept on disk, under a key that every file of the engine changes.

Numba keeps a compiled function by the age of its own file and would go on using one whose callees have changed. So
entries are made by a function that is given ``SOURCES``, the digest of all files, and close over it.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])

SOURCES = sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


INNER = {"error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Nobody calls these from Python: no wrapper has to be compiled for that."""


def inlined(function: F) -> F:
    """Compiled into whoever calls it."""
    return cast("F", cast("Any", njit)(forceinline=True, **INNER)(function))


def called(function: F) -> F:
    """Compiled once and called; for what is large and used in several places."""
    return cast("F", cast("Any", njit)(**INNER)(function))


def kept(function: F) -> F:
    """Compiled, and kept on disk where a folder can be written; without the lock of Python while it runs."""
    try:
        return cast("F", njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # no folder that can be written: compiled again in each process
        return cast("F", njit(nogil=True, error_model="numpy")(function))
