"""Whoever is told how far work in the background is, and may end it."""

from typing import Protocol


class Told(Protocol):
    """Whoever is told how far it is."""

    def progress(self, share: float) -> None:
        """How far it is, from 0 to 1."""

    def stop(self) -> bool:
        """Whether to end."""
