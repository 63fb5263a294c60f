"""Load the times and the policy of the example plant, approved by its example people."""

from pathlib import Path

from django.db import transaction
from django.utils.html import format_html
from django.utils.timezone import localdate

from cellpark.base.time import now
from cellpark.identity.public import Meaning, sign_as_example
from cellpark.ledger.public import lock_stream
from cellpark.plans.actions.decide_edition import approve_edition
from cellpark.plans.actions.propose_edition import propose_edition
from cellpark.plans.editions import in_force
from cellpark.plans.example_people import WHY, example_planners, example_plant
from cellpark.plans.models import Edition
from cellpark.plans.signing import prepare_plan_signature
from cellpark.plans.states import EditionKind


def load_example_plans(*, times: Path, policy: Path, password: str) -> list[Edition]:
    """Propose and approve both through the ordinary acts; what is in force stays as it is.

    In a scope that covers the organisation; safe to repeat.
    """
    plant = example_plant()
    if plant is None:
        return []
    made = []
    with transaction.atomic():
        lock_stream("system/example-plans")
        planner, second = example_planners(plant)
        for kind, path in ((EditionKind.TIMES, times), (EditionKind.POLICY, policy)):
            if in_force(plant.id, kind) is not None:
                continue
            row = propose_edition(
                actor=planner,
                organisation_id=plant.id,
                kind=kind,
                since=localdate(now()),
                content=path.read_bytes(),
                reason=WHY,
            )
            prepared = prepare_plan_signature(
                actor=second,
                row=row,
                meaning=Meaning.APPROVED,
                role=min(second.roles),
                why=WHY,
                view=format_html("<p>{}</p><p>SHA-256 {}</p>", path.name, row.sha256),
            )
            signed = sign_as_example(actor=second, prepared=prepared, password=password)
            made.append(approve_edition(actor=second, edition_id=row.id, signature_id=signed))
    return made
