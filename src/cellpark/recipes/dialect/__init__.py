"""The dialect of recipes: strict Markdown that a reviewer reads and signs and that the plant executes. Pure Python.

``parse`` reads and checks a text and gives a ``model.Recipe``, or raises ``Refused`` with every problem and its place;
``check`` gives the problems alone; ``parse_approved`` reads what older rules let pass. ``format_text`` writes a
document in its one spelling, ``identity`` is its SHA-256.
Grammar and rules: ``docs/recipe-language.md``.
"""

from cellpark.recipes.dialect.format import format_recipe, format_text
from cellpark.recipes.dialect.model import Recipe
from cellpark.recipes.dialect.parse import check, identity, parse, parse_approved

__all__ = ["Recipe", "check", "format_recipe", "format_text", "identity", "parse", "parse_approved"]
