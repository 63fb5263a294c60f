"""Who computes: this process, several on this machine, or a Ray cluster. The answers and their order are the same.

Work is divided into portions that are numbered; what a portion answers depends on its number alone, so a portion whose
worker died is computed again elsewhere and nobody sees a difference.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Protocol, TypeVar

from cellpark.kernel.problem import Problem, Refused

LOCAL, RAY = "local", "ray"
AHEAD = 3
"""Portions that wait for each worker, so that none is idle; those after them are not begun."""
Portion = tuple[int, ...]
Answer_co = TypeVar("Answer_co", covariant=True)
Answer = TypeVar("Answer")


class Work(Protocol[Answer_co]):
    """Something that can be sent elsewhere; there it is made ready once and then answers portion after portion."""

    def ready(self) -> Callable[[Portion], Answer_co]:
        """Make what takes time once for each worker."""


def answers(
    work: Work[Answer], portions: Iterable[Portion], *, compute: str = LOCAL, workers: int = 1
) -> Generator[Answer, None, None]:
    """The answers in the order of their portions.

    ``compute`` is ``local``, ``ray`` (a cluster of ``workers`` that is started on this machine) or ``ray://host:port``.
    Closing ends what was begun. Raises ``Refused``: ``planning.compute.unknown``, ``planning.compute.no_ray``,
    ``planning.compute.unreachable``, ``planning.compute.lost`` when local processes died.
    """
    if compute != LOCAL:
        if compute != RAY and not compute.startswith(f"{RAY}://"):
            raise Refused(Problem("planning.compute.unknown", {"compute": compute}))
        from cellpark.planning.simulation.by_ray import answers_by_ray

        return answers_by_ray(work, portions, address=None if compute == RAY else compute, workers=workers)
    if workers == 1:
        return _here(work, portions)
    return _in_processes(work, portions, workers)


def _here(work: Work[Answer], portions: Iterable[Portion]) -> Generator[Answer, None, None]:
    answer = work.ready()
    for each in portions:
        yield answer(each)


def _in_processes(work: Work[Answer], portions: Iterable[Portion], workers: int) -> Generator[Answer, None, None]:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(work,))
    try:
        coming = iter(portions)
        waiting: deque[Future[Answer]] = deque(pool.submit(_answer, each) for each in islice(coming, AHEAD * workers))
        while waiting:
            found = waiting.popleft().result()
            for each in islice(coming, 1):
                waiting.append(pool.submit(_answer, each))
            yield found
    except BrokenProcessPool:
        raise Refused(Problem("planning.compute.lost", {"workers": workers})) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_ready: list[Callable[[Portion], Any]] = []


def _prepare(work: Work[Any]) -> None:
    """Once in each process."""
    _ready.append(work.ready())


def _answer(portion: Portion) -> Any:
    return _ready[0](portion)
