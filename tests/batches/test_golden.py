"""Old recipes keep their allowed steps on every release: nothing to migrate in the middle of a batch."""

from pathlib import Path

import pytest

from cellpark.batches.run import State, apply
from tests.batches.golden_corpus import allowed, cases, history_of, recipe_of


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_an_old_history_allows_what_it_allowed_before(path: Path) -> None:
    plan, state = recipe_of(path), State()
    for number, (entry, wanted) in enumerate(history_of(path), 1):
        state = apply(plan, state, entry)
        assert allowed(plan, state) == wanted, f"{path.name}, entry {number}: {type(entry.data).__name__}"


def test_the_corpus_holds_loops_branches_stops_and_corrections() -> None:
    """A corpus that tries nothing proves nothing."""
    lines = [line for path in cases() for _, found in history_of(path) for line in found]
    kinds = {type(entry.data).__name__ for path in cases() for entry, _ in history_of(path)}
    assert {"EntryCorrected", "BatchDeviated", "BatchCleared", "TimeStopped", "CheckAnswered"} <= kinds
    assert any(line.startswith("stopped by") for line in lines)
    assert any("#2:" in line for line in lines)
    assert any(line.startswith("U2.2#") for line in lines)
    assert len(cases()) >= 4
