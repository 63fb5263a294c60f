"""Which recipes may be run: approved ones, by the SHA-256 of their text."""

from importlib import import_module
from typing import Any

from cellpark.batches.run.recipe import Recipe


def load_recipe(sha256: str) -> Recipe:
    """The model of a recipe."""
    found: Recipe = _public().load_recipe(sha256)
    return found


def is_approved(sha256: str) -> bool:
    """Whether the text with this hash is approved and not retired."""
    return bool(_public().approved(sha256))


def _public() -> Any:
    return import_module("cellpark.recipes.public")
