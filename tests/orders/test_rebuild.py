"""The tables of orders are folds of their streams."""

from uuid import UUID

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from cellpark.orders import public as orders
from cellpark.orders.models import HospitalPatient, TreatmentOrder
from cellpark.orders.public import WardAct
from tests.batches.in_force import floor_in_force
from tests.orders.ward import Ward, make_ward


@pytest.fixture
def whole(durable: str, clock: FixedClock) -> Ward:
    with use_scope(EVERYTHING):
        return make_ward(floor_in_force(clock))


def test_P11_5a_the_tables_of_orders_are_folds_of_their_streams(whole: Ward) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    order = whole.accepted()
    with use_scope(whole.nurse.scope):
        links = [
            orders.make_ward_link(actor=whole.nurse, order_id=order.id, act=WardAct.CONFIRM_IDENTITY).link
            for _each in range(2)
        ]
        orders.revoke_ward_link(actor=whole.nurse, link_id=links[0].id)
    order = whole.collected(order)
    with use_scope(whole.sponsor_head.scope):
        orders.comment_order(actor=whole.sponsor_head, order_id=order.id, text="looks good")
    with use_scope(EVERYTHING):
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("orders_")] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith("orders_")} == {
            "orders_therapy": 2,
            "orders_collectionsite": 2,
            "orders_hospitalpatient": 1,
            "orders_patientorder": 1,
            "orders_treatmentorder": 1,
            "orders_orderstep": 7,
            "orders_wardlink": 2,
        }
        TreatmentOrder.objects.update(parties=[UUID(int=7)])
        HospitalPatient.objects.update(ciphertext="x")
        changed = {(each.table, each.columns) for each in check_rebuild().differences}
        assert changed >= {
            ("orders_treatmentorder", ("parties",)),
            ("orders_hospitalpatient", ("ciphertext",)),
        }
