"""Where a container is now, on the pages of its recall and its own."""

from collections.abc import Callable

from django.test import Client

from cellpark.base.actor import Actor
from tests.batches.floor import Floor
from tests.batches.test_corrections import beads_taken


def test_T16_a_recall_says_in_which_incubator_a_container_stands(
    floor: Floor, browser: Callable[[Actor], Client]
) -> None:
    """T16: "where are those containers now", also when nobody moved them by hand."""
    batch, bottle, _ = beads_taken(floor)
    [bag] = floor.view(batch).state.process
    client = browser(floor.one)
    for address in (f"/traces/lot/{bottle.lot_id}", f"/containers/{bag}"):
        assert "INC-1 \u00b7 B-101" in client.get(address).content.decode()
