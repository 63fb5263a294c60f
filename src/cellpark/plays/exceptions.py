"""Quality of the example plant deals with what opened itself: classify, investigate, dispose, close."""

from typing import TYPE_CHECKING

from cellpark.batches import public as batches
from cellpark.batches.public import BatchView, Classification, Disposition, ExceptionState

if TYPE_CHECKING:
    from cellpark.plays.player import Player

REASON = "example"


def settle(player: "Player", view: BatchView) -> None:
    """Lead every open exception of the batch to its end; a stopped batch goes on."""
    quality = player.cast["qa"]
    for each in view.exceptions:
        if each.state != ExceptionState.OPEN:
            continue
        grave = Classification.MINOR if "minor" in each.reaction else Classification.MAJOR
        batches.classify_exception(actor=quality, exception_id=each.id, classification=grave, reason=REASON)
        batches.investigate_exception(actor=quality, exception_id=each.id, finding=f"{each.cause} {each.step}")
        batches.dispose_exception(actor=quality, exception_id=each.id, disposition=Disposition.ACCEPT, reason=REASON)
        batches.close_exception(actor=quality, exception_id=each.id, reason=REASON)
        player.heard(each)
