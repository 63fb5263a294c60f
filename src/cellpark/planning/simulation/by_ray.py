"""Portions of work on a Ray cluster. The extra ``cluster`` brings Ray; nothing else of the house needs it.

Every machine of the cluster has the same version of Cellpark. A portion whose worker or machine is lost is computed
again by another one, as often as needed.
"""

import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable
from itertools import islice
from typing import Any

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.simulation.computing import AHEAD, Answer, Portion, Work

KEPT_MAX = 4
"""Works that a worker of the cluster keeps ready."""
AGAIN_ALWAYS = -1
"""A lost worker is no fault of the work: Ray begins the portion again without a limit."""


def answers_by_ray(
    work: Work[Answer], portions: Iterable[Portion], *, address: str | None, workers: int
) -> Generator[Answer, None, None]:
    """As ``answers``, on the cluster at an address, or on one that is started here with so many workers."""
    ray = _connected(address, workers)
    key, sent = uuid.uuid4().hex, ray.put(work)
    task = ray.remote(max_retries=AGAIN_ALWAYS, num_cpus=1)(_portion)
    many = max(1, int(ray.cluster_resources().get("CPU", workers)))
    coming, waiting = iter(portions), deque[Any]()
    try:
        waiting.extend(task.remote(key, sent, each) for each in islice(coming, AHEAD * many))
        while waiting:
            found = ray.get(waiting.popleft())
            waiting.extend(task.remote(key, sent, each) for each in islice(coming, 1))
            yield found
    finally:
        for each in waiting:
            ray.cancel(each)


def _connected(address: str | None, workers: int) -> Any:
    """Ray, connected once in this process. Raises ``Refused``."""
    try:
        import ray
    except ImportError:
        raise Refused(Problem("planning.compute.no_ray")) from None
    if not ray.is_initialized():
        try:
            if address is None:
                ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
            else:
                ray.init(address=address, log_to_driver=False)
        except ConnectionError:
            raise Refused(Problem("planning.compute.unreachable", {"address": address or ""})) from None
    return ray


_ready: dict[str, Callable[[Portion], Any]] = {}


def _portion(key: str, work: Work[Any], portion: Portion) -> Any:
    """Runs on the cluster; what was made ready for earlier portions of the same work serves again."""
    if key not in _ready:
        while len(_ready) >= KEPT_MAX:
            del _ready[next(iter(_ready))]
        _ready[key] = work.ready()
    return _ready[key](portion)
