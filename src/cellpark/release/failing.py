"""Results that failed: which of them a physician was told of, which are new, what else stands open. Pure (ATMP-1b)."""

from collections.abc import Collection, Iterable, Sequence

from cellpark.kernel.problem import Problem

FAILING, INVESTIGATED = "quality.release.failing", "quality.release.investigated"


def named(problem: Problem) -> str:
    """A failing result in one line that reads the same in every language: attribute, sample, value."""
    said = problem.params
    return f"{said['code']} · {said['sample']}: {said['value']}"


def failing(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The results out of specification among what stands against a batch, each once."""
    return tuple(dict.fromkeys(named(each) for each in problems if each.code == FAILING))


def supply_problems(
    *, due: Sequence[Problem], late: Sequence[Problem], told: Collection[str], plan: str
) -> list[Problem]:
    """Why a product may not be supplied under 11.5 although its physician accepted it (ATMP-1a, ATMP-1b, T13).

    ``due``: what stands against the results that are due at release; ``late``: against those that may come later;
    ``told``: the failing results that the notice named. Acceptance covers these alone: a result that failed since, is
    missing, pending or unverified stands against the supply, and what may come later needs its plan (ATMP-2b).
    """
    new = [each for each in failing((*due, *late)) if each not in told]
    problems = [Problem("release.supply.new_failure", {"result": each}, rule="ATMP-1b") for each in new]
    problems += [each for each in due if each.code not in (FAILING, INVESTIGATED)]
    waiting = any(each.code not in (FAILING, INVESTIGATED) for each in late)
    if waiting and not plan.strip():
        problems.append(Problem("release.stage_one.no_plan", rule="ATMP-2b"))
    return problems
