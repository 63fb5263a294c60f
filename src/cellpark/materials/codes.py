"""Codes of containers: nobody gets one that is taken."""

from uuid import UUID

from django.db.models import Q

from cellpark.base.locks import lock_word
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.models import Container


def refuse_taken_codes(organisation: UUID, code: str, scan_key: str) -> None:
    """Raise ``Refused(materials.container.code_taken)`` when a container has this code or label already (LBL-5)."""
    lock_word(f"container-code/{organisation}/{scan_key}")
    taken = Container.objects.filter(Q(code=code) | Q(scan_key=scan_key), organisation_id=organisation)
    if taken.exists():
        raise Refused(Problem("materials.container.code_taken", {"code": code}, field="code", rule="LBL-5"))
