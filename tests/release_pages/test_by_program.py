"""The release desk by program: every operation is reached by who may, and another organisation's things are not there."""

from typing import Any

import pytest

from cellpark.identity.public import OrganisationKind, Role
from cellpark.web.api.operation import declared_operations
from tests.access.areas import batches_api, release
from tests.api.callers import Program, token_for
from tests.people import organisation, person


@pytest.mark.django_db
def test_T19_operations_answer_their_own_and_hide_what_is_anothers() -> None:
    """T13, T19: refusals in words, 404 for another plant's batches and cases."""
    sides: dict[str, dict[str, Any]] = {}
    for label in ("Own", "Other"):
        home = organisation(label, OrganisationKind.PLATFORM_PROVIDER)
        head = person(f"head@{label.lower()}.example.org", Role.QUALITY_HEAD, within=home)
        made = batches_api.populate(home, head, label)
        sides[label] = {**made, **release.populate(home, head, label), "head": head, "home": home}
    program = Program(token_for(sides["Own"]["head"], sides["Own"]["home"]))
    wrong = []
    for declared in declared_operations():
        sample = release.OPERATIONS.get(declared.name)
        if sample is None or declared.name in ("request_a_supply", "answer_a_supply"):
            continue  # at the hospital
        if "order" in sample.args.values():
            continue  # the rooms and papers of orders have tests of their own
        for label in ("Own", "Other"):
            if label == "Other" and not sample.args:
                continue
            named = {key: sides[label][thing] for key, thing in sample.args.items()}
            path = declared.path.format(**named, **sample.fixed)
            body = sample.body(None) if sample.body else {}  # type: ignore[arg-type]
            answer = program.get(path) if declared.method == "GET" else program.post(path, body)
            wanted = sample.own if label == "Own" else (404,)
            if answer.status not in wanted:
                wrong.append((declared.name, label, answer.status, answer.body))
    assert wrong == []
