"""Several processes, one run of rows each."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from cellpark.ledger.verify.checked import Checked
from cellpark.ledger.verify.span import Job, check_span


class WorkerLost(Exception):  # noqa: N818 -- the name says what happened
    """A process of the verification ended without a result."""


def check_spans(jobs: Sequence[Job], progress: Callable[[int], None]) -> list[Checked]:
    """Check all jobs, each in a process of its own when there are several; results in the order of the jobs."""
    if len(jobs) == 1:
        return [check_span(jobs[0], progress)]
    context = get_context("spawn")
    results: list[Checked | None] = [None] * len(jobs)
    waiting: dict[Connection, int] = {}
    for place, job in enumerate(jobs):
        receiver, sender = context.Pipe(duplex=False)
        context.Process(target=_work, args=(job, sender), daemon=True).start()
        sender.close()
        waiting[receiver] = place
    while waiting:
        for ready in wait(list(waiting)):
            assert isinstance(ready, Connection)
            try:
                told = ready.recv()
            except EOFError as error:
                raise WorkerLost(f"process {waiting[ready]} of the verification ended early") from error
            if isinstance(told, int):
                progress(told)
                continue
            if isinstance(told, BaseException):
                raise told
            results[waiting.pop(ready)] = told
    return [result for result in results if result is not None]


def _work(job: Job, sender: Connection) -> None:
    try:
        sender.send(check_span(job, sender.send))
    except BaseException as error:  # noqa: BLE001 -- raised again by the parent
        sender.send(error)
    finally:
        sender.close()
