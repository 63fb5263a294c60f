"""How far a story was told."""

from cellpark.plays.models.telling import Telling

__all__ = ["Telling"]
