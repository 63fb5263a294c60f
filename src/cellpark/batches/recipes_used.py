"""Which recipes may be run: approved ones, by the SHA-256 of their text."""

from cellpark.kernel.problem import Refused
from cellpark.recipes.public import approved, load_recipe

__all__ = ["is_approved", "load_recipe"]


def is_approved(sha256: str) -> bool:
    """Whether the text with this hash is approved and not retired (211-1a)."""
    try:
        approved(sha256)
    except Refused:
        return False
    return True
