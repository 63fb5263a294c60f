"""Keep what is about to be signed: shown once, signed once, within a few minutes."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.identity.models import Person, PreparedSignature
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import reason_problems
from cellpark.identity.signing.meanings import CHINESE, ENGLISH, Meaning, meaning_in
from cellpark.kernel.problem import Parameter, Problem, Refused, refuse_any
from cellpark.ledger.public import Event, Head, Statement, lock_stream, seal_block, signed_heads

LIFETIME = timedelta(minutes=5)
# an unused statement is kept as long as its attempts count against guessing
KEPT = timedelta(minutes=15)


def prepare_signature(
    *,
    actor: Actor,
    seen: Mapping[str, int],
    role: str,
    meaning: Meaning,
    why: str,
    view: str,
    purpose: str,
    subject: str,
    back: str = "",
) -> PreparedSignature:
    """Build the statement over the records in ``seen`` (record -> version that ``view`` shows) (P11-8a, A11-2f).

    Raises ``Refused`` (``ledger.signature.moved``) when a record is not at the version that was seen, and
    ``ledger.signature.no_stream`` for one that does not exist or is out of sight.
    """
    actor.require(IdentityPermission.MAKE_SIGNATURE)
    assert actor.person_id is not None, "only a person signs"
    assert actor.organisation_id is not None, "a person signs within one organisation"
    refuse_any(_problems(actor, seen, role, why))
    with transaction.atomic():
        heads = _locked_heads(seen)
        at = now()
        stale = PreparedSignature.objects.filter(person_id=actor.person_id, signature=None, prepared_at__lt=at - KEPT)
        stale.delete()
        person = Person.objects.get(id=actor.person_id)
        signature = new_id()
        statement = Statement(
            signature=signature,
            who=person.id,
            printed_name=seal_block(
                person=person.id, event_id=signature, fields={"zh": person.name_zh, "en": person.name_en}
            ),
            role=role,
            meaning_zh=meaning_in(meaning, CHINESE),
            meaning_en=meaning_in(meaning, ENGLISH),
            heads=signed_heads(heads),
            view_sha256=digest_of_view(view),
            why=why.strip(),
            at=at,
            zone=settings.TIME_ZONE,
        )
        prepared = PreparedSignature(
            id=signature,
            organisation_id=actor.organisation_id,
            person=person,
            purpose=purpose,
            subject=subject[:300],
            back=back,
            role=role,
            meaning=meaning,
            statement=statement.envelope.encode(),
            view=view,
            prepared_at=at,
            expires_at=at + LIFETIME,
        )
        prepared.save(force_insert=True)
    return prepared


def _problems(actor: Actor, seen: Mapping[str, int], role: str, why: str) -> list[Problem]:
    problems = [Problem(problem.code, problem.params, field="why") for problem in reason_problems(why)]
    if role not in actor.roles:
        problems.append(Problem("base.not_a_choice", {"value": role}, field="role"))
    if not seen:
        problems.append(Problem("ledger.signature.no_stream", {"stream": ""}))
    return problems


def _locked_heads(seen: Mapping[str, int]) -> list[Head]:
    """The heads of the records, which must be in sight and at the versions that were seen."""
    visible = set(Event.objects.filter(stream__in=list(seen), version=1).values_list("stream", flat=True))
    heads = []
    for stream in sorted(seen):
        if stream not in visible:
            raise Refused(Problem("ledger.signature.no_stream", {"stream": stream}))
        head = lock_stream(stream)
        if head.version != seen[stream]:
            params: dict[str, Parameter] = {"stream": stream, "signed": seen[stream], "present": head.version}
            raise Refused(Problem("ledger.signature.moved", params, rule="P11-8b"))
        heads.append(head)
    return heads


def digest_of_view(view: str) -> str:
    """SHA-256 of what was shown, in hex."""
    return sha256(view.encode()).hexdigest()
