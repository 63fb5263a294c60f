"""Quality of the example plant deals with what opened itself: classify, investigate, dispose, close."""

from typing import TYPE_CHECKING, Any

from cellpark.batches.public import BatchException, BatchView, Classification, Disposition, ExceptionState

if TYPE_CHECKING:
    from cellpark.plays.player import Player

REASON = "example"


def settle(player: "Player", view: BatchView) -> None:
    """Lead every open exception of the batch to its end; a stopped batch goes on."""
    for each in view.exceptions:
        if each.state != ExceptionState.OPEN:
            continue
        grave = Classification.MINOR if "minor" in each.reaction else Classification.MAJOR
        decide(player, each, "classify_exception", classification=grave, reason=REASON)
        decide(player, each, "investigate_exception", finding=f"{each.cause} {each.step}")
        decide(player, each, "dispose_exception", disposition=Disposition.ACCEPT, reason=REASON)
        decide(player, each, "close_exception", reason=REASON)
        player.heard(each)


def decide(player: "Player", found: BatchException, verb: str, **said: Any) -> None:
    """One act of quality on an exception."""
    player.hands.do("qa", verb, exception_id=found.id, **said)
