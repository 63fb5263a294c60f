"""One refusal and its parameters, for tests that say exactly what is refused."""

from collections.abc import Callable

import pytest

from cellpark.base.messages import explain
from cellpark.kernel.problem import Parameter, Refused


def refused_with(code: str, read: Callable[[str], object], text: str) -> dict[str, Parameter]:
    """The parameters of the one problem ``identifiers.<code>`` with which ``read`` refuses ``text``."""
    with pytest.raises(Refused) as refused:
        read(text)
    (problem,) = refused.value.problems
    assert problem.code == f"identifiers.{code}", problem
    assert explain(problem).what
    return dict(problem.params)
