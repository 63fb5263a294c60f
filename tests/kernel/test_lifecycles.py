"""Lifecycle tables refuse steps that may not follow, and refuse to exist when they contradict themselves."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

from cellpark.kernel.lifecycle import BadLifecycle, Lifecycle, Transition, register, registered
from cellpark.kernel.lifecycle_docs import load_states, page, pages, write_lifecycle_docs
from cellpark.kernel.problem import Problem, Refused

DOCS = Path(__file__).parents[2] / "docs" / "lifecycles"


class Paper(StrEnum):
    """A paper that is written, approved and filed."""

    DRAFT = "draft"
    APPROVED = "approved"
    FILED = "filed"


def step(source: Paper, verb: str, target: Paper, signature: str | None = None) -> Transition[Paper]:
    return Transition(source=source, verb=verb, target=target, permission=f"paper.{verb}", signature=signature)


APPROVE = step(Paper.DRAFT, "approve", Paper.APPROVED, "approved")
REVISE = step(Paper.APPROVED, "revise", Paper.DRAFT)
FILE = step(Paper.APPROVED, "file", Paper.FILED)


def paper(*transitions: Transition[Paper], final: frozenset[Paper] = frozenset({Paper.FILED})) -> Lifecycle[Paper]:
    return Lifecycle(name="test.paper", states=Paper, initial=Paper.DRAFT, transitions=transitions, final=final)


TABLE = paper(APPROVE, REVISE, FILE)


def test_a_permitted_step_leads_to_its_target() -> None:
    assert TABLE.step(Paper.DRAFT, "approve") == Paper.APPROVED
    assert TABLE.step("approved", "revise") is Paper.DRAFT
    assert TABLE.transition(Paper.DRAFT, "approve").signature == "approved"
    assert TABLE.allowed("approved") == (REVISE, FILE)
    assert TABLE.allowed(Paper.FILED) == ()


def test_any_other_step_is_refused_and_says_what_may_be_done() -> None:
    with pytest.raises(Refused) as refused:
        TABLE.step(Paper.APPROVED, "approve")
    expected = Problem(
        "lifecycle.step", {"thing": "test.paper", "state": "approved", "verb": "approve", "allowed": "revise, file"}
    )
    assert refused.value.problems == (expected,)
    assert TABLE.problem(Paper.APPROVED, "approve") == expected
    assert TABLE.problem(Paper.APPROVED, "file") is None


def test_an_unknown_state_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="burnt"):
        TABLE.step("burnt", "approve")


@pytest.mark.parametrize(
    ("transitions", "final", "fault"),
    [
        ((APPROVE, REVISE), {Paper.FILED}, "filed cannot be reached"),
        ((APPROVE, FILE), set(), "nothing leaves filed and it is not declared final"),
        ((APPROVE, FILE), {Paper.FILED, Paper.DRAFT}, "draft is declared final and can be left"),
        ((APPROVE, FILE, replace(FILE, target=Paper.DRAFT)), {Paper.FILED}, "approved file leads two ways"),
        ((APPROVE, replace(FILE, verb="put away")), {Paper.FILED}, "the verb 'put away' is not one word"),
        ((APPROVE, replace(FILE, permission="")), {Paper.FILED}, "approved file names no permission"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    transitions: tuple[Transition[Paper], ...], final: set[Paper], fault: str
) -> None:
    with pytest.raises(BadLifecycle) as bad:
        paper(*transitions, final=frozenset(final))
    assert str(bad.value) == f"test.paper: {fault}"


def test_the_picture_shows_every_step() -> None:
    assert TABLE.mermaid() == (
        "stateDiagram-v2\n"
        "    [*] --> draft\n"
        "    draft --> approved: approve (signed: approved)\n"
        "    approved --> draft: revise\n"
        "    approved --> filed: file\n"
        "    filed --> [*]\n"
    )
    assert "| draft | approve | approved | `paper.approve` | approved |" in page(TABLE)  # type: ignore[arg-type]


def test_the_registry_refuses_two_tables_of_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cellpark.kernel.lifecycle._registered", {})
    assert register(TABLE) is TABLE
    assert register(paper(APPROVE, REVISE, FILE)) == TABLE
    assert registered() == (TABLE,)
    with pytest.raises(BadLifecycle):
        register(paper(APPROVE, FILE))


def test_pages_are_written_once_and_stale_ones_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_states()
    monkeypatch.setattr("cellpark.kernel.lifecycle._registered", {})
    register(TABLE)
    (tmp_path / "old.md").write_text("")
    assert write_lifecycle_docs(tmp_path) == ("old.md", "test.paper.md")
    assert write_lifecycle_docs(tmp_path) == ()
    assert (tmp_path / "test.paper.md").read_text() == page(TABLE)  # type: ignore[arg-type]


def test_the_documentation_shows_the_tables_as_they_are() -> None:
    """Mended by: python -m cellpark.command.papers."""
    load_states()
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")} == pages()
