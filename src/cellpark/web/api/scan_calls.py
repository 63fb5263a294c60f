"""What operations with a scan share: a label that does not match is refused, and its near miss stays on record."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import NearMiss, ScanVerdict
from cellpark.web.api.calls import perform, repeated


def amount(text: str) -> Quantity | None:
    """An amount such as ``100 mL``; nothing for an empty text. Raises ``Refused``."""
    return Quantity.parse(text) if text.strip() else None


def perform_scan(request: HttpRequest, response: HttpResponse, act: Callable[[], ScanVerdict]) -> UUID:
    """Run ``act`` once; the container's id. Raises ``Refused`` for a mismatch, when its near miss is committed (T1)."""
    seen: list[ScanVerdict] = []

    def run() -> UUID:
        verdict = act()
        seen.append(verdict)
        found = verdict.near_miss_id or (verdict.container.id if verdict.container else None)
        assert found is not None, "a verdict names a container or a near miss"
        identity: UUID = found
        return identity

    done = perform(request, run)
    repeated(response, done)
    if not seen or not seen[0].ok:
        refuse_stopped(seen, done.id)
    return done.id


def near_miss_of(verdict: ScanVerdict) -> UUID:
    """The near miss of a scan that stops an act, which commits with it (T1).

    Raises ``Refused`` where the scan stops the act and nothing was mixed up, as the code for phones does (LBL-3).
    """
    if verdict.near_miss_id is None:
        raise Refused(*verdict.problems)
    found: UUID = verdict.near_miss_id
    return found


def refuse_stopped(stopped: Sequence[ScanVerdict], done: UUID) -> None:
    """Refuse what a scan stopped, now or when the same call was sent before: it left its near miss then."""
    if stopped:
        raise Refused(*stopped[0].problems)
    if NearMiss.objects.filter(id=done).exists():
        raise Refused(Problem("materials.scan.stopped", rule="LBL-5"))
