"""Labels of what a batch fills: two people at issue, print and affix, a specimen for the record (LBL-3, T9, 211-1c)."""

from typing import TYPE_CHECKING

from cellpark.batches import public as batches
from cellpark.labels.public import Donor, Label, LabelRequest, LabelState, Stage, labels_of_batch
from cellpark.materials.public import Container

if TYPE_CHECKING:
    from cellpark.plays.player import Player

SPECIMEN = "specimen for the batch record"


def label_what_was_filled(player: "Player") -> None:
    """Check, print and apply every label of the batch that waits."""
    for label in batches.labels_due(player.batch_id).waiting:
        printed(player, label)
        player.beside("operator", "apply_label", label_id=label.id, container=label.container)
        checked(player, label, Stage.AFFIX)


def keep_specimens(player: "Player") -> None:
    """One more label of each template that was used, kept with the record."""
    used: dict[object, Label] = {}
    for label in labels_of_batch(player.batch_id).filter(state=LabelState.APPLIED).order_by("number"):
        used.setdefault(label.template_id, label)
    for label in used.values():
        player.beside("operator", "issue_label", request=one_more(label))
        made = labels_of_batch(player.batch_id).filter(container=label.container, state=LabelState.ISSUED).get()
        printed(player, made)
        player.beside("operator", "sample_label", label_id=made.id, reason=SPECIMEN)


def one_more(label: Label) -> LabelRequest:
    """The same label once more, not for a container."""
    container = Container.objects.get(id=label.container)
    return LabelRequest(
        template_id=label.template_id,
        container=label.container,
        container_code=label.container_code,
        values=label.texts,
        donor=Donor(container.donor_state),
        scan_key=container.scan_key,
        batch=label.batch,
        batch_code=label.batch_code,
        specimen=True,
    )


def printed(player: "Player", label: Label) -> None:
    """The container is read before the label is printed, the label after it."""
    checked(player, label, Stage.ISSUE)
    player.beside("operator", "print_label", label_id=label.id)
    checked(player, label, Stage.PRINT)


def checked(player: "Player", label: Label, stage: Stage) -> None:
    """The second pair of eyes."""
    scanned = label.container_code if stage is Stage.ISSUE else label.payload
    player.beside("verifier", "verify_label", label_id=label.id, stage=stage, scanned=scanned)
