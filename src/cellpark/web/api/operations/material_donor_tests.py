"""Infectious-disease tests of donors."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.materials.public import Container, MaterialsPermission, state_donor_tests
from cellpark.web.api.calls import perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.donor_tests import DonorTestsIn
from cellpark.web.api.schemas.materials import ContainerOut


@operation(
    "POST",
    "containers/{container_id}/donor-tests",
    access=requires(MaterialsPermission.STATE_DONOR_TESTS),
    answers={200: ContainerOut},
    tag="containers",
    summary=_("State the tests of a donor"),
)
def state_tests_of_a_donor(
    request: HttpRequest, response: HttpResponse, container_id: UUID, body: DonorTestsIn
) -> ContainerOut:
    """Every container of the same chain of identity, or of the same donation, gets the status (T7, CN-4b2)."""
    found: Container = Container.objects.get(id=container_id)

    def act() -> UUID:
        state_donor_tests(
            actor=actor_of(request),
            organisation_id=found.organisation_id,
            coi=found.coi,
            din=found.din,
            results=body.results,
            report_sha256=body.report_sha256,
            tested_at=body.tested_at,
            reason=body.reason,
        )
        return container_id

    repeated(response, perform(request, act))
    row: Container = Container.objects.get(id=container_id)
    tag(response, row.version)
    return ContainerOut.of(row)
