"""Keep a gating strategy as the next version of its code."""

import re
from typing import Final
from uuid import UUID

from django.db import transaction

from cellpark.assays.public import GatingDocument, gating_document
from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import record
from cellpark.quality.events import GatingStrategyKept
from cellpark.quality.models import GatingStrategy
from cellpark.quality.permissions import QualityPermission

CODE: Final = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*", re.ASCII)
LONGEST: Final = 40


def keep_strategy(
    *, actor: Actor, code: str, content: bytes, name: str, organisation_id: UUID | None = None
) -> GatingStrategy:
    """Read the Gating-ML document strictly and keep its bytes; the newest version again is the one that is there.

    Raises ``Refused``: ``quality.strategy.code``, ``assays.flow.strategy....``, ``instruments.file....``.
    """
    actor.require(QualityPermission.KEEP_STRATEGY)
    owner = organisation_id or actor.organisation_id
    assert owner is not None, "a strategy belongs to an organisation"
    if len(code) > LONGEST or not CODE.fullmatch(code):
        raise Refused(Problem("quality.strategy.code", {"code": code[:LONGEST], "longest": LONGEST}, field="code"))
    document: GatingDocument = gating_document(content)
    with transaction.atomic():
        # two versions of one strategy meet here
        lock_word(f"quality.strategy/{owner}/{code}")
        newest = GatingStrategy.objects.filter(organisation_id=owner, code=code).order_by("-number").first()
        file = keep_file(actor=actor, content=content, name=name, organisation_id=owner)
        if newest is not None and newest.sha256 == file.sha256:
            kept: GatingStrategy = newest
            return kept
        row = GatingStrategy(
            id=new_id(),
            organisation_id=owner,
            code=code,
            number=1 if newest is None else newest.number + 1,
            title_zh=document.title_zh or code,
            title_en=document.title_en or code,
            sha256=file.sha256,
            populations=document.populations,
            kept_at=now(),
        )
        row.save(force_insert=True)
        event = GatingStrategyKept(
            strategy=row.id,
            code=code,
            number=row.number,
            title_zh=row.title_zh,
            title_en=row.title_en,
            sha256=row.sha256,
            populations=row.populations,
        )
        record(stream=row.stream, event=event, actor=actor, organisation=owner, at=row.kept_at)
    return row
