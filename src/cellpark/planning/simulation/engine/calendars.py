"""When a resource is open, how much of it, and until when. A calendar repeats itself after its period."""

import math

from cellpark.planning.simulation.engine.compiling import called
from cellpark.planning.simulation.engine.records import Array


@called
def place(resources: Array, openings: Array, resource: int, at: float) -> tuple[int, float]:
    """The last opening that has begun by ``at`` (-1 when that is one of the period before), and the period's start."""
    r = resources[resource]
    base = math.floor(at / r.period) * r.period
    within = at - base
    low, high = r.opening, r.opening_end
    while low < high:
        middle = (low + high) >> 1
        if openings[middle].start <= within:
            low = middle + 1
        else:
            high = middle
    return low - 1 if low > r.opening else -1, base


@called
def level(resources: Array, openings: Array, resource: int, at: float) -> tuple[int, float]:
    """How many are there at ``at``, and until when work can go on (``at`` itself when nobody is there)."""
    found, base = place(resources, openings, resource, at)
    if found < 0 or at >= base + openings[found].end:
        return 0, at
    return openings[found].level, base + openings[found].until


@called
def changes(resources: Array, openings: Array, resource: int, at: float) -> float:
    """The next time after ``at`` at which an opening begins."""
    r = resources[resource]
    found, base = place(resources, openings, resource, at)
    following = r.opening if found < 0 else found + 1
    if following < r.opening_end:
        return base + openings[following].start  # type: ignore[no-any-return]
    return base + r.period + openings[r.opening].start  # type: ignore[no-any-return]


@called
def paused(resources: Array, openings: Array, needs: Array, since: int, until: int, at: float, work: float) -> float:
    """When ``work`` that began at ``at`` is done, if it rests while anybody or anything of its needs is away."""
    left, now = work, at
    while True:
        end, opens = math.inf, now
        for each in range(since, until):
            which = needs[each].resource
            r = resources[which]
            if r.opening < r.opening_end:
                there, closes = level(resources, openings, which, now)
                if there == 0:
                    opens = max(opens, changes(resources, openings, which, now))
                else:
                    end = min(end, closes)
        if opens > now:
            now = opens
        elif end - now >= left:
            return now + left
        else:
            left -= end - now
            now = end
