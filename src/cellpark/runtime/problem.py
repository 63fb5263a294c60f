"""The refusal of this floor."""

from cellpark.kernel.problem import Parameter, Problem, Refused


class CannotStart(Refused):
    """Something that the machine must provide is missing; the one problem says what, in words of ``messages.py``."""

    def __init__(self, code: str, **params: Parameter) -> None:
        """Keep one problem ``runtime.<code>`` with its parameters."""
        super().__init__(Problem(f"runtime.{code}", params))
