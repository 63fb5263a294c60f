"""Finding what a scanned code names."""

from cellpark.booking.models import Resource
from cellpark.kernel.problem import Problem, Refused

CODE_MAX = 40


def find_scanned(raw: str) -> Resource:
    """The resource in sight with this code, upper or lower case. Raises ``Refused(booking.scan.unknown)``."""
    code = raw.strip().upper()
    found: list[Resource] = []
    if code and len(code) <= CODE_MAX and "\x00" not in code:
        found = list(Resource.objects.filter(code=code)[:2])
    if len(found) != 1:
        raise Refused(Problem("booking.scan.unknown", {"code": code[:CODE_MAX]}, field="raw"))
    return found[0]
