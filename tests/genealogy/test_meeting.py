"""Two acts that meet the same new thing: one node, and the edges of both (T16)."""

import threading
from uuid import UUID

import pytest
from django.db import connection, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.genealogy.models import GraphEdge, GraphNode
from tests.genealogy.graph import linked, thing
from tests.people import organisation

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def link_it(owner: UUID, failures: list[Exception]) -> None:
    try:
        with use_scope(EVERYTHING):
            linked(owner, "l1>c2", "l2>c2")
    except Exception as error:  # noqa: BLE001 -- told to the thread that asks
        failures.append(error)
    finally:
        connection.close()


def waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("stays", [True, False], ids=["that stays", "that is undone"])
def test_a_thing_that_another_act_just_makes_is_waited_for(durable: str, *, stays: bool) -> None:
    """T16: the second act finds the node of the first, or makes it where the first was undone."""
    owner, failures = organisation("Plant").id, list[Exception]()
    second = threading.Thread(target=link_it, args=(owner, failures))
    with use_scope(EVERYTHING):
        with transaction.atomic():
            linked(owner, "l1>c1")
            second.start()
            while not waits():
                assert second.is_alive(), failures
            transaction.set_rollback(not stays)
        second.join()
        numbers = dict(GraphNode.objects.values_list("ref", "number"))
        edges = set(GraphEdge.objects.values_list("parent", "child"))
    assert failures == []
    names = ["l1", "l2", "c2", "c1"] if stays else ["l1", "l2", "c2"]
    assert set(numbers) == {thing(name).id for name in names}
    pairs = [("l1", "c2"), ("l2", "c2"), ("l1", "c1")] if stays else [("l1", "c2"), ("l2", "c2")]
    assert edges == {(numbers[thing(before).id], numbers[thing(after).id]) for before, after in pairs}
