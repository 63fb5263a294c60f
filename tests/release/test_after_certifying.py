"""What comes into the record after a batch was certified is told, with what to do (EU GMP Part I, 8.9; A11-2e2)."""

import re
from datetime import timedelta

from django.test import Client

from cellpark.batches import public as batches
from cellpark.identity.public import Person
from cellpark.release import public as release
from cellpark.release.public import Decision
from tests.release.desk import Desk


def test_an_exception_after_the_certificate_stands_at_the_top_of_the_page(desk: Desk) -> None:
    batch = desk.reviewed()
    desk.decide(batch, Decision.CERTIFY)
    assert release.changed_since(batch.id) == ()
    desk.floor.clock.advance(timedelta(minutes=1))
    batches.open_exception(actor=desk.floor.one, batch_id=batch.id, what="a crack in the bag was found at the hospital")
    codes = [each.code for each in release.changed_since(batch.id)]
    assert codes[0] == "release.after.exception"
    assert "release.after.entries" in codes
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=desk.qp.person_id))
    page = re.sub(r"\s+", " ", client.get(f"/release/{batch.id}").content.decode())
    assert "Since it was let go" in page
    assert "was opened on" in page
    assert "quarantine the batch, tell physician and sponsor, weigh a recall." in page
    chinese = client.get(f"/release/{batch.id}", headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "\u653e\u884c\u6216\u4f9b\u5e94\u4e4b\u540e" in chinese
