"""Put a text forward as the next version of a specification."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.document import identity, parsed
from cellpark.quality.events import SpecificationDrafted
from cellpark.quality.models import Specification
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep
from cellpark.quality.states import SpecificationState

OPEN = (SpecificationState.DRAFT, SpecificationState.IN_REVIEW)


def draft_specification(
    *, actor: Actor, text: str, organisation_id: UUID | None = None, example: bool = False
) -> Specification:
    """Read ``text`` strictly and keep it as a draft; product, site, phase and market say of what it is a version.

    Raises ``Refused``: ``quality.specification.text`` and what the reader says, ``quality.specification.open`` while
    another version is on its way, ``quality.specification.same`` for the text that is in force.
    """
    actor.require(QualityPermission.WRITE_SPECIFICATION)
    owner = organisation_id or actor.organisation_id
    assert owner is not None, "a specification belongs to an organisation"
    document = parsed(text)
    named = {"product": document.product, "site": document.site, "phase": document.phase, "market": document.market}
    with transaction.atomic():
        # two drafts of one specification meet here
        lock_word(f"quality.specification/{owner}/{'/'.join(named.values())}")
        earlier = list(Specification.objects.filter(organisation_id=owner, **named).order_by("number"))
        refuse_twice(earlier, identity(text))
        row = Specification(
            id=new_id(),
            organisation_id=owner,
            **named,
            number=earlier[-1].number + 1 if earlier else 1,
            title_zh=document.title.zh,
            title_en=document.title.en,
            sha256=identity(text),
            text=text,
            author=actor.person_id,
            drafted_at=now(),
            example=example,
        )
        event = SpecificationDrafted(
            specification=row.id,
            product=row.product,
            site=row.site,
            phase=row.phase,
            market=row.market,
            number=row.number,
            title_zh=row.title_zh,
            title_en=row.title_en,
            sha256=row.sha256,
            author=row.author,
            example=example,
        )
        keep(row, event, actor=actor, at=row.drafted_at)
    return row


def refuse_twice(earlier: list[Specification], sha256: str) -> None:
    """One version is on its way at a time, and a new one says something new."""
    on_its_way = next((each for each in earlier if each.state in OPEN), None)
    if on_its_way is not None:
        raise Refused(Problem("quality.specification.open", {"number": on_its_way.number}))
    in_force = next((each for each in earlier if each.state == SpecificationState.APPROVED), None)
    if in_force is not None and in_force.sha256 == sha256:
        raise Refused(Problem("quality.specification.same", {"number": in_force.number}, field="text"))
