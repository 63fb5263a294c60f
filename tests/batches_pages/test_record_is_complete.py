"""The batch record says where each step was done and under which line clearance, on page and paper."""

from collections.abc import Callable

from django.test import Client

from cellpark.base.actor import Actor
from cellpark.batches.public import record_labels, record_of, record_pdf
from cellpark.dossier.files.record import record_page
from tests.batches.floor import Floor
from tests.batches.test_running import run_through


def test_211_188_the_record_shows_the_room_of_each_step_and_its_line_clearance(
    floor: Floor, browser: Callable[[Actor], Client]
) -> None:
    """211.188 (211-1b, 211-3b): the room, who cleared it, who verified that, and the work that followed."""
    batch = run_through(floor)
    record = record_of(floor.view(batch))
    assert {step["room"] for step in record["steps"]} == {"B-101"}
    [clearance] = record["clearances"]
    assert clearance["room"] == "B-101"
    assert clearance["checked_by"] != clearance["verified_by"]
    assert all(clearance[part] for part in ("checked_by", "checked", "verified_by", "verified", "begun", "ended"))
    page = browser(floor.quality).get(f"/batches/{batch.id}/record").content.decode()
    alone = record_page(record, record_labels()).decode()
    for words in ("\u6e05\u573a", "Line clearance", "Verified by", clearance["verified"]):
        assert words in page
        assert words in alone
    assert page.count('<span class="mono">B-101</span>') == len(record["steps"]) + 1
    assert record_pdf(floor.view(batch), record).startswith(b"%PDF-")
