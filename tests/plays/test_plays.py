"""Scripted histories run to their end through the same acts as pages and programs, each with its gates."""

import pytest

from cellpark.kernel.problem import Refused
from cellpark.plays.public import Told, perform, read_script
from tests.people import PASSWORD
from tests.plays.conftest import EXAMPLES

PLAYS = EXAMPLES / "plays"


def test_a_batch_with_what_goes_wrong_in_life_comes_to_its_end(example_plant: None) -> None:
    """T1 a wrong bag, T4 an expired lot, T5 verifying one's own work, T10 a late hold, T11 a correction."""
    heard: list[Told] = []
    script = read_script((PLAYS / "cart-incidents.play.yaml").read_bytes())
    done = perform(script, password=PASSWORD, tell=heard.append)
    refused = [(told.step, told.verb, told.problems[0].code) for told in heard if told.problems]
    assert refused == [
        ("U1.3", "scan_in", "materials.scan.wrong_identity"),
        ("U1.3", "confirm_value", "batches.verifier.performed"),
        ("U1.3", "sign_step", "batches.verifier.performed"),
        ("U4.3", "use_material", "materials.lot.expired"),
    ]
    steps = {told.step for told in heard}
    assert {"U3.5", "U6.3#1"} <= steps  # branches: a second pass over the column, a feed
    assert ("U4.4", "close_exception") in {(told.step, told.verb) for told in heard}
    assert ("U4.5", "correct_entry") in {(told.step, told.verb) for told in heard}
    assert [told.verb for told in heard if told.step == "U4.5"].count("sign_step") == 2
    assert done.ended > done.began
    with pytest.raises(Refused, match=r"plays\.played"):
        perform(script, password=PASSWORD)


@pytest.mark.parametrize("name", ["lentiviral-vector", "msc-bank"])
def test_every_other_recipe_of_the_examples_runs_to_its_end(example_plant: None, name: str) -> None:
    """That of two days runs in ``test_rebuild``."""
    done = perform(read_script((PLAYS / f"{name}.play.yaml").read_bytes()), password=PASSWORD)
    assert done.acts > 100


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\xff\xfe", "plays.not_yaml"),
        (b"a: [", "plays.not_yaml"),
        (b"format: cellpark.play/2", "plays.form"),
        (b"[]", "plays.form"),
        (b"x" * 200_001, "plays.too_large"),
    ],
)
def test_a_script_that_is_none_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_script(text)
    assert refused.value.problems[0].code == code
