"""The first event of a container that comes from outside."""

from dataclasses import dataclass
from datetime import datetime

from cellpark.base.actor import Actor
from cellpark.genealogy.public import link
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.codes import refuse_taken_codes
from cellpark.materials.container_events import ContainerExpected, Facts
from cellpark.materials.edges import of_arrival
from cellpark.materials.making import limits_of, new_code, new_identity
from cellpark.materials.models import Container, Lot, Material, Patient
from cellpark.materials.rows import write
from cellpark.materials.rules import amount_problems, code_problems, identity_problems
from cellpark.materials.scans import key_of
from cellpark.materials.states import DonorState, DonorUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the label of a container says; empty where it says nothing."""

    code: str = ""
    scan: str = ""
    coi: str = ""
    din: str = ""
    product_code: str = ""
    division: str = ""


def announce(
    *,
    actor: Actor,
    material: Material,
    lot: Lot | None,
    quantity: Quantity,
    label: Label,
    donor_state: DonorState = DonorState.UNKNOWN,
    expires_at: datetime | None = None,
) -> Container:
    """Record that a container is expected, in the transaction of an act. Raises ``Refused``."""
    identity = new_identity()
    code = label.code.strip() or new_code(identity)
    key = key_of(label.scan) if label.scan else key_of(code)
    if lot is not None and lot.material_id != material.id:
        raise Refused(Problem("materials.container.lot_of_other_material", {"number": lot.number}, field="lot"))
    refuse_any(
        [
            *code_problems(code, limit=60),
            *amount_problems(quantity, material.unit),
            *identity_problems(
                donor_use=DonorUse(material.donor_use),
                coi=label.coi,
                enrolled=Patient.objects.filter(organisation_id=material.organisation_id, coi=label.coi).exists(),
            ),
        ]
    )
    refuse_taken_codes(material.organisation_id, code, key)
    event = ContainerExpected(
        facts=Facts(
            container=identity,
            code=code,
            scan_key=key,
            material=material.id,
            lot=None if lot is None else lot.id,
            coi=label.coi,
            din=label.din,
            product_code=label.product_code,
            division=label.division,
            quantity=quantity,
            donor_state=donor_state.value,
            sample=False,
            expires_at=expires_at,
            clocks=limits_of(material),
        )
    )
    made, recorded = write(Container, identity, event, actor=actor, organisation=material.organisation_id)
    link(edges=of_arrival(event), organisation=material.organisation_id, at=recorded.at, event=recorded.id)
    return made
