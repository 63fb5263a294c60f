"""Stories of examples: the first page of everybody on their sides says how far one is told."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.plays.public import Telling

STORY = Path(__file__).resolve().parents[3] / "examples" / "stories" / "vein-to-vein.story.yaml"
# beside words of the house: the organisations of a story by their ids
NOT_WRITTEN = {"plays.Telling": {"parties"}}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A story that was stopped after its first patient."""
    with use_scope(EVERYTHING):
        Telling(
            organisation_id=home.id,
            parties=[home.id],
            name=label[:80],
            text=STORY.read_text(encoding="utf-8").replace("Patient A", label),
            patients=6,
            told=[{"title": {"en": label}, "order": str(uuid4())}],
            problem={"code": "plays.played", "params": {"batch": label}},
            instant=now(),
            begun_at=now(),
        ).save(force_insert=True)
    return {}
