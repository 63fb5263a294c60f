"""What the page of a correction asks for: a choice where there is one, a number with its unit."""

import re
from collections.abc import Callable
from uuid import uuid4

from django.test import Client

from cellpark.base.actor import Actor
from tests.batches.floor import SMALL, Floor
from tests.batches.in_force import next_in_force


def test_T11_a_yes_or_no_is_chosen_and_an_amount_names_its_unit(
    floor: Floor, browser: Callable[[Actor], Client]
) -> None:
    """T11: nobody guesses how a yes is spelt, nor in which unit a number is read."""
    asks = "- record clear: yes-no; as \u6e05\u4eae | clear\n- record tnc:"
    text = SMALL.replace("- record tnc:", asks).replace("{tnc}", "{clear} {tnc}")
    floor.recipe = next_in_force(floor.store.organisation, floor.recipe, text)
    batch = floor.started()
    floor.begun(batch, "U1.1")
    floor.record(batch, "U1.1", "clear", True)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    client, address = browser(floor.two), f"/batches/{batch.id}/correct"
    asked = {
        name: {"step": "U1.1", "field": name, "entry": str(entry.id)}
        for name in ("clear", "tnc")
        if (entry := floor.view(batch).state.steps["U1.1"].entry(name))
    }
    page = client.get(address, asked["clear"]).content.decode()
    assert re.findall(r'<option value="(\w*)"', page)[-3:] == ["", "yes", "no"]
    told = client.get(address, asked["tnc"]).content.decode()
    assert "A number in cells, or with a unit of its own." in told
    assert "Recorded so far: 2E+9 cell" in told
    sent = {**asked["clear"], "value": "no", "reason": "cloudy", "idempotency_key": str(uuid4())}
    assert client.post(address, {**sent, "value": "maybe"}).status_code == 422
    assert client.post(address, sent).status_code == 303
    assert floor.view(batch).state.steps["U1.1"].entry("clear").value is False
