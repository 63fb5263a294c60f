"""Every route and every operation, called by everybody, for their own things and for another's (P11-4, CN-2d, T19)."""

from cellpark.web.api.operation import declared_operations
from tests.access.matrix import Walk, pages
from tests.access.samples import OPERATIONS, ROUTES


def test_every_route_and_every_operation_has_a_sample() -> None:
    """A new page or operation needs a line in samples.py; a removed one takes its line along."""
    assert {route.name for route in pages()} == set(ROUTES)
    assert {declared.name for declared in declared_operations()} == set(OPERATIONS)


def test_every_answer_is_what_the_declared_rule_says(walked: Walk) -> None:
    wrong = [
        f"{hit.caller}: {hit.target} ({hit.side}) {hit.status}, not {hit.expected}"
        for hit in walked.hits
        if not hit.right
    ]
    assert wrong == []


def test_denied_calls_change_nothing_and_record_nothing(walked: Walk) -> None:
    assert walked.changed_by_denied == []


def test_the_walk_denies_and_admits(walked: Walk) -> None:
    """A matrix in which nothing is refused, or everything, would prove nothing.

    Most callers have no right to work in the plant, so about two calls of three are denied.
    """
    statuses = {hit.status for hit in walked.hits}
    assert {200, 201, 302, 401, 403, 404, 422} <= statuses
    denied = sum(hit.denied for hit in walked.hits)
    assert len(walked.hits) > 6 * denied / 5 > 500


def test_every_route_and_every_operation_was_reached(walked: Walk) -> None:
    """The recorder: what nobody called in this walk is not proven."""
    called = {name.split(" ")[-1] for name in walked.reached}
    missing = ({route.name for route in pages()} | {each.name for each in declared_operations()}) - called
    assert missing == set()
