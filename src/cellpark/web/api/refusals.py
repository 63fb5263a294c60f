"""What the API refuses before any act begins, as exceptions."""

from cellpark.kernel.problem import Problem, Refused


class Unauthenticated(Exception):  # noqa: N818 -- a refusal is an answer, not an error
    """Nobody is known behind the call, and the operation is not public."""

    def __init__(self, problem: Problem) -> None:
        """Keep the reason."""
        super().__init__(problem.code)
        self.problem = problem


class Forbidden(Refused):
    """The caller is known and may not do this, for a reason other than a missing permission."""


class Malformed(Refused):
    """The request cannot be understood: a header, the body as a whole."""


class VersionMissing(Refused):
    """The call does not say which version it is based on (RFC 6585, section 3)."""


class TooMany(Refused):
    """The caller's share of this minute is used up; ``seconds`` until the next."""

    def __init__(self, *, limit: int, seconds: int) -> None:
        """Keep when to come back."""
        super().__init__(Problem("api.too_many", {"limit": limit, "seconds": seconds}))
        self.seconds = seconds


class WrongMethod(Refused):
    """The address exists and does not know the method."""

    def __init__(self, method: str, allowed: str) -> None:
        """Keep what it knows."""
        super().__init__(Problem("api.method", {"method": method, "allowed": allowed}))
        self.allowed = allowed


class NotJson(Refused):
    """The body has a type that no operation reads (RFC 9110, section 15.5.16)."""


class TooLarge(Refused):
    """The body is larger than the operation takes (RFC 9110, section 15.5.14)."""


class Unfit(Refused):
    """Values that do not have the form of the operation's schema."""
