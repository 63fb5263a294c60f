"""Numbers of a distribution from counted uniforms: by inversion, so that a greater uniform is a longer time."""

import math

from cellpark.planning.simulation.distribution import Shape
from cellpark.planning.simulation.engine.compiling import called, inlined
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import Array, Plan

_CONSTANT, _UNIFORM, _EXPONENTIAL, _GAMMA = (
    int(Shape.CONSTANT),
    int(Shape.UNIFORM),
    int(Shape.EXPONENTIAL),
    int(Shape.GAMMA),
)
_LOGNORMAL, _TRIANGULAR, _WEIBULL = int(Shape.LOGNORMAL), int(Shape.TRIANGULAR), int(Shape.WEIBULL)
GAMMA_DRAW = 16
"""Draws of one visit below this one are for other purposes; rejection goes on from here."""
_TRIES = 200
# Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988): relative error about 1e-16
_NEAR = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.3871328727963666080,
    ),
    (
        5226.4952788528545610,
        28729.085735721942674,
        39307.895800092710610,
        21213.794301586595867,
        5394.1960214247511077,
        687.18700749205790830,
        42.313330701600911252,
        1.0,
    ),
)
_MIDDLE = (
    (
        7.74545014278341407640e-4,
        2.27238449892691845833e-2,
        2.41780725177450611770e-1,
        1.27045825245236838258,
        3.64784832476320460504,
        5.76949722146069140550,
        4.63033784615654529590,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.47593808499534494600e-4,
        1.51986665636164571966e-2,
        1.48103976427480074590e-1,
        6.89767334985100004550e-1,
        1.67638483018380384940,
        2.05319162663775882187,
        1.0,
    ),
)
_FAR = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        1.24266094738807843860e-3,
        2.65321895265761230930e-2,
        2.96560571828504891230e-1,
        1.78482653991729133580,
        5.46378491116411436990,
        6.65790464350110377720,
    ),
    (
        2.04426310338993978564e-15,
        1.42151175831644588870e-7,
        1.84631831751005468180e-5,
        7.86869131145613259100e-4,
        1.48753612908506148525e-2,
        1.36929880922735805310e-1,
        5.99832206555887937690e-1,
        1.0,
    ),
)


@inlined
def _ratio(pair_of: tuple[tuple[float, ...], tuple[float, ...]], at: float) -> float:
    above = below = 0.0
    for each in pair_of[0]:
        above = above * at + each
    for each in pair_of[1]:
        below = below * at + each
    return above / below


@called
def normal(share: float) -> float:
    """The standard normal number below which ``share`` of all lie."""
    off = share - 0.5
    if abs(off) <= 0.425:
        return off * _ratio(_NEAR, 0.180625 - off * off)
    tail = math.sqrt(-math.log(min(share, 1.0 - share)))
    size = _ratio(_MIDDLE, tail - 1.6) if tail <= 5.0 else _ratio(_FAR, tail - 5.0)
    return -size if off < 0.0 else size


@called
def _gamma(shape: float, seed: int, replication: int, entity: int, operation: int, draw: int) -> float:
    """Marsaglia and Tsang, ACM TOMS 26 (2000): accepted at once in more than 95 of 100 cases."""
    boosted = shape if shape >= 1.0 else shape + 1.0
    d = boosted - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    found = d
    for attempt in range(_TRIES):
        first, second = pair(seed, replication, entity, operation, draw + GAMMA_DRAW + attempt)
        x = normal(first)
        v = (1.0 + c * x) ** 3
        if v > 0.0 and math.log(second) < 0.5 * x * x + d - d * v + d * math.log(v):
            found = d * v
            break
    if shape < 1.0:
        found *= pair(seed, replication, entity, operation, draw + GAMMA_DRAW + _TRIES)[0] ** (1.0 / shape)
    return found


@called
def _rare(kind: int, a: float, b: float, c: float, share: float) -> float:
    if kind == _UNIFORM:
        return a + (b - a) * share
    if kind == _LOGNORMAL:
        return a * math.exp(b * normal(share))
    if kind == _TRIANGULAR:
        wide = c - a
        if wide <= 0.0:
            return a
        if share * wide < b - a:
            return a + math.sqrt(share * wide * (b - a))
        return c - math.sqrt((1.0 - share) * wide * (c - b))
    return b * (-math.log(share)) ** (1.0 / a)  # type: ignore[no-any-return]


@called
def _seen(table: Array, since: int, until: int, share: float) -> float:
    """The value of an empirical distribution: the first whose cumulative share is not below ``share``."""
    low, high = since, until - 1
    while low < high:
        middle = (low + high) >> 1
        if table[middle].share < share:
            low = middle + 1
        else:
            high = middle
    return table[low].value  # type: ignore[no-any-return]


@inlined
def drawn(plan: Plan, which: int, share: float, replication: int, entity: int, operation: int, draw: int) -> float:
    """The number of distribution ``which`` at ``share``; the counter is there for those that need more than one."""
    d = plan.draws[which]
    if d.kind == _EXPONENTIAL:
        return -d.a * math.log(share)  # type: ignore[no-any-return]
    if d.kind == _CONSTANT:
        return d.a  # type: ignore[no-any-return]
    if d.kind == _GAMMA:
        return d.b * _gamma(d.a, plan.numbers[0].seed, replication, entity, operation, draw)  # type: ignore[no-any-return]
    if d.since < d.until:
        return _seen(plan.table, d.since, d.until, share)
    return _rare(d.kind, d.a, d.b, d.c, share)
