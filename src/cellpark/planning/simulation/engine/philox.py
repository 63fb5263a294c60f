"""Philox 4x32 with ten rounds: random numbers that are counted, never drawn in turn.

Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011. A number depends on the key
(the seed) and on its counter (replication, entity, operation, draw) alone: not on what was drawn before, nor by whom.
"""

import numpy as np

from cellpark.planning.simulation.engine.compiling import inlined

_U = np.uint64
_M0, _M1 = _U(0xD2511F53), _U(0xCD9E8D57)
_W0, _W1 = _U(0x9E3779B9), _U(0xBB67AE85)
_LOW, _S32, _S12 = _U(0xFFFFFFFF), _U(32), _U(12)
_ROUNDS = 10
_STEP = 2.0**-52


@inlined
def block(c0: _U, c1: _U, c2: _U, c3: _U, k0: _U, k1: _U) -> tuple[_U, _U, _U, _U]:
    """Four words of 32 bits from a counter of four and a key of two."""
    for _ in range(_ROUNDS):
        p0, p1 = _M0 * c0, _M1 * c2
        c0, c1, c2, c3 = (p1 >> _S32) ^ c1 ^ k0, p1 & _LOW, (p0 >> _S32) ^ c3 ^ k1, p0 & _LOW
        k0, k1 = (k0 + _W0) & _LOW, (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@inlined
def pair(seed: int, replication: int, entity: int, operation: int, draw: int) -> tuple[float, float]:
    """Two numbers, each above 0 and below 1, in steps of 2**-52."""
    key = _U(seed)
    a, b, c, d = block(_U(replication), _U(entity), _U(operation), _U(draw), key & _LOW, key >> _S32)
    first, second = np.int64(((a << _S32) | b) >> _S12), np.int64(((c << _S32) | d) >> _S12)
    return (np.float64(first) + 0.5) * _STEP, (np.float64(second) + 0.5) * _STEP
