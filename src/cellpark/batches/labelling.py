"""Labels of what leaves a step: issued before the container is detached, then checked, printed and applied (LBL-3).

A plant without an approved template for a kind of container still runs: what has no label is shown with the batch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cellpark.batches.desk import Desk
from cellpark.kernel.problem import Refused
from cellpark.labels.public import (
    Donor,
    Field,
    Label,
    LabelKind,
    LabelPermission,
    LabelRequest,
    LabelTemplate,
    Outdated,
    TemplateState,
    Use,
    issue_label,
    labels_of_batch,
    outdated_labels,
    templates,
    waiting_labels,
)
from cellpark.materials.public import Container, DonorUse, MaterialKind, Operation, StorageCondition

KINDS = {
    MaterialKind.STARTING: LabelKind.STARTING,
    MaterialKind.INTERMEDIATE: LabelKind.INTERMEDIATE,
    MaterialKind.PRODUCT: LabelKind.PRODUCT,
}
USES = {DonorUse.AUTOLOGOUS: Use.AUTOLOGOUS, DonorUse.ALLOGENEIC: Use.ALLOGENEIC}
# temperatures as a label prints them, the same in every language
STORAGE = {
    StorageCondition.AMBIENT: "15 - 25 \u00b0C",
    StorageCondition.REFRIGERATED: "2 - 8 \u00b0C",
    StorageCondition.INCUBATOR: "37 \u00b0C",
    StorageCondition.FROZEN: "\u2264 -20 \u00b0C",
    StorageCondition.DEEP_FROZEN: "\u2264 -70 \u00b0C",
    StorageCondition.CRYOGENIC: "\u2264 -150 \u00b0C",
}


@dataclass(frozen=True, slots=True)
class LabelsDue:
    """What is still to be done: labels to check, print and apply, containers for which none could be issued, and labels
    with an amount that was corrected, to be replaced.
    """

    waiting: tuple[Label, ...]
    without: tuple[Container, ...]
    outdated: tuple[Outdated, ...] = ()


def label_for(desk: Desk, identity: UUID) -> Label | None:
    """Issue the label of a container that was just filled; None where no approved template can be filled for it.

    In the transaction of the act, so before anybody can detach the container (LBL-3, 211-3a).
    """
    if not desk.actor.may(LabelPermission.ISSUE):
        return None
    made: Container = Container.objects.select_related("material").get(id=identity)
    for template in fitting(made, desk.batch.product):
        request = LabelRequest(
            template_id=template.id,
            container=made.id,
            container_code=made.code,
            values=values_of(made, template),
            donor=Donor(made.donor_state),
            scan_key=made.scan_key,
            batch=desk.batch.id,
            batch_code=desk.batch.number,
        )
        try:
            with transaction.atomic():
                return issue_label(actor=desk.actor, request=request)
        except Refused:  # a field of the template that this container cannot fill: shown as without a label
            continue
    return None


def fitting(container: Container, product: str) -> list[LabelTemplate]:
    """The approved templates for such a container, those for this very product first."""
    use, kind = USES.get(DonorUse(container.material.donor_use)), kind_of(container)
    if use is None or kind is None:
        return []
    rows = templates().filter(
        organisation_id=container.organisation_id,
        state=TemplateState.APPROVED,
        kind=kind,
        use=use,
        product__in=("", product),
    )
    return sorted(rows, key=lambda each: (each.product != product, each.code))


def kind_of(container: Container) -> LabelKind | None:
    """Which kind of label a container carries; none for reagents."""
    return LabelKind.SAMPLE if container.sample else KINDS.get(MaterialKind(container.material.kind))


def values_of(container: Container, template: LabelTemplate) -> Mapping[Field, str]:
    """What the record knows for the fields of a template; nobody types it."""
    expires_at = container.expires_at
    known = {
        Field.PRODUCT: template.product or container.material.name,
        Field.COI: container.coi,
        Field.DIN: container.din,
        Field.PRODUCT_CODE: container.product_code,
        Field.DIVISIONS: container.division,
        Field.QUANTITY: str(container.quantity),
        Field.MADE_AT: f"{container.made_at:%Y-%m-%dT%H:%M}",
        Field.EXPIRES_AT: "" if expires_at is None else f"{expires_at:%Y-%m-%dT%H:%M}",
        Field.STORAGE: STORAGE[StorageCondition(container.material.storage)],
    }
    return {field: text for field, text in known.items() if text and field in template.chosen_fields}


def labels_due(batch_id: UUID) -> LabelsDue:
    """The labels of a batch that wait for somebody, and what it made that is here and has none (T9, T11, LBL-3)."""
    made = {
        UUID(str(each["container"]))
        for lines in Operation.objects.filter(batch=batch_id).values_list("produced", flat=True)
        for each in lines
    }
    labels = list(labels_of_batch(batch_id))
    labelled = {each.container for each in labels}
    rows = Container.objects.select_related("material").filter(id__in=made - labelled).order_by("made_at", "code")
    without = tuple(row for row in rows if row.present and row.material.donor_use in USES and kind_of(row) is not None)
    waiting = tuple(waiting_labels().filter(batch=batch_id).order_by("number"))
    return LabelsDue(waiting, without, tuple(outdated_labels(labels)))
