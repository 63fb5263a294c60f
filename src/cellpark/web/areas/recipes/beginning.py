"""The text with which somebody begins a recipe."""

from pathlib import Path

FIRST_TEXT = Path(__file__).with_name("first.mbr.md").read_text(encoding="utf-8")
