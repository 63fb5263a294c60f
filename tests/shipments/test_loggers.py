"""Whose file the logger's is: signed by its device, of the logger that was packed, and corrected with a reason."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cellpark.assays.loggers import Signature, Window, evaluate, read
from cellpark.base.messages import sentence
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion
from cellpark.shipments.rules import findings_of
from tests.assays.test_loggers import MAKER, key_of, logger_file
from tests.shipments.journey import World, bag_state, logger_table, row_of

FRESH = Window(low=Decimal(2), high=Decimal(8), allowed=timedelta(minutes=30))
ISSUERS = (key_of(MAKER),)


def said_of(content: bytes, *issuers: str, packed: str = "RCPJ00099") -> tuple[Signature, list[str]]:
    file = read(content, issuers=issuers)
    return file.signature, [each.kind for each in findings_of(evaluate(file, FRESH), file, packed=packed)]


def test_CN_3c_a_device_that_signs_leaves_no_file_without_its_signature() -> None:
    """CN-3c, CN-4b: cutting the certificate off, or signing with a key of one's own, is found as a change is."""
    whole = logger_file(*["5.0"] * 6)
    assert said_of(whole, *ISSUERS) == (Signature.VALID, [])
    cut = whole[: whole.index(b"Cert:")]
    assert said_of(cut, *ISSUERS) == (Signature.ABSENT, ["signature"])
    assert said_of(whole) == (Signature.UNKNOWN_ISSUER, ["signature"])
    assert said_of(whole.replace(b"5.0", b"4.0", 1), *ISSUERS) == (Signature.BROKEN, ["signature"])
    # a plain table is signed by nobody; it must still be of the logger that was packed
    table = b"time,temperature,serial\n2026-11-22T09:00:00Z,5.0,TT-1\n2026-11-22T09:10:00Z,5.0,TT-1\n"
    assert said_of(table, packed="tt-1") == (Signature.ABSENT, [])
    assert said_of(table, packed="TT-2")[1] == ["signature"]
    assert said_of(table.replace(b",TT-1", b"").replace(b",serial", b""), packed="TT-1")[1] == ["signature"]


@pytest.mark.django_db
def test_nothing_is_sealed_without_the_number_of_its_logger(world: World) -> None:
    """CN-4b: with no number any logger's file would do on arrival."""
    planned = world.plan()
    with use_scope(world.planner.scope):
        shipments.pack_container(actor=world.planner, shipment_id=planned.id, raw=world.bag.code)
        with pytest.raises(Refused) as refused:
            shipments.seal_shipment(actor=world.planner, shipment_id=planned.id, seal="S", logger=" ")
    assert [(each.code, each.field) for each in refused.value.problems] == [("base.required", "logger")]


@pytest.mark.django_db
def test_CN_2f_a_wrong_file_is_replaced_by_quality_with_a_reason_and_stays(world: World, clock: FixedClock) -> None:
    """CN-2f, CN-3c: nobody at the dock picks the pleasing file, and both files and the excursion are on record."""
    there = world.received(clock)
    wrong, right = (logger_table(there.sealed_at, *["5.0"] * 31, serial=each) for each in ("TT-9", "TT-1"))
    said = {"shipment_id": there.id, "content": right, "name": "right.csv"}
    with use_scope(world.quality.scope), pytest.raises(Refused) as refused:
        shipments.replace_logger(actor=world.quality, **said, reason="no file yet")
    assert refused.value.problems[0].code == "shipments.logger.none"
    with use_scope(world.nurse.scope):
        shipments.attach_logger(actor=world.nurse, shipment_id=there.id, content=wrong, name="wrong.csv")
        with pytest.raises(NotAllowed):
            shipments.replace_logger(actor=world.nurse, **said, reason="the other logger")
    former = row_of(there.id)
    with use_scope(world.quality.scope):
        for content, reason, code in ((right, " ", "base.reason_required"), (wrong, "x", "shipments.logger.same")):
            with pytest.raises(Refused) as refused:
                shipments.replace_logger(
                    actor=world.quality, shipment_id=there.id, content=content, name="f.csv", reason=reason
                )
            assert refused.value.problems[0].code == code
            assert sentence(refused.value.problems[0])
        after = shipments.replace_logger(actor=world.quality, **said, reason="the logger of the next shipper was read")
    assert (after.evaluation["serial"], after.file_id != former.file_id) == ("TT-1", True)
    with use_scope(EVERYTHING):
        assert [each.findings[0]["said"] for each in Excursion.objects.all()] == ["TT-9 / TT-1"]
        read_then, replaced = (each for each in events_of(f"shipment/{there.id}") if ".logger." in each.type)
        assert (read_then.type, replaced.type) == ("shipments.logger.read", "shipments.logger.replaced")
    # quality still decides about the excursion that the wrong file opened
    assert bag_state(world.bag.id) == "quarantined"
