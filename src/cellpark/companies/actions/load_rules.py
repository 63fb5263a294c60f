"""Load a text of rules."""

import hashlib
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.companies.events import RulesLoaded
from cellpark.companies.judging import checked_kind
from cellpark.companies.models import Rule
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rules import text_problem
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record

FILE_MAX = 120


def load_rules(*, actor: Actor, file: str, content: bytes, organisation_id: UUID | None = None) -> Rule:
    """Data, a recognition, criteria of a stage, or criteria of admission, as a dated text of the actor's house.

    The newest text of a file counts from now on; the same text again changes nothing. Raises ``Refused`` with what is
    wrong in it, with line and column for a rule.
    """
    actor.require(CompanyPermission.DECIDE)
    house = organisation_id or actor.organisation_id
    assert house is not None, "rules belong to an operator"
    refuse_any(text_problem("file", file, FILE_MAX, required=True))
    kind = checked_kind(house, file, content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(Problem("companies.rules.unreadable", {"format": "UTF-8"}, field="file")) from None
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        lock_stream(f"company-rules/{house}")
        known: Rule | None = Rule.objects.filter(organisation_id=house, file=file).order_by("-loaded_at", "-id").first()
        if known is not None and known.sha256 == sha256:
            return known
        made = Rule(
            id=new_id(),
            organisation_id=house,
            kind=kind.value,
            file=file,
            text=text,
            sha256=sha256,
            loaded_at=now(),
        )
        made.save(force_insert=True)
        event = RulesLoaded(kind=kind.value, file=file, sha256=sha256)
        record(stream=f"company-rules/{house}", event=event, actor=actor, organisation=house)
        return made
