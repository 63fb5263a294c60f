"""Load the example specifications that ship with the program, signed by two example people."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.html import format_html

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Meaning, Organisation, Person, sign_as_example
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import lock_stream
from cellpark.quality.actions.approve_specification import approve_specification
from cellpark.quality.actions.author_specification import author_specification
from cellpark.quality.actions.draft_specification import draft_specification
from cellpark.quality.actions.keep_strategy import keep_strategy
from cellpark.quality.document import parsed
from cellpark.quality.models import Specification
from cellpark.quality.signing import prepare_specification_signature

# whose plant it is, and who writes and approves there (examples/people.yaml)
PLANT = "Example Cell Therapy Company"
AUTHOR, APPROVER = "quality.cell@example.org", "quality-head.cell@example.org"
WHY = "example data"


@dataclass(frozen=True, slots=True)
class Signer:
    """An example person who acts, and the password of all of them."""

    actor: Actor
    password: str

    def sign(self, row: Specification, meaning: Meaning) -> UUID:
        """Sign the version as it stands and return the signature's id; a code not taken is tried once more."""
        try:
            return self._sign(row, meaning)
        except Refused as refused:
            if refused.problems[0].code != "identity.signature.wrong_proof":
                raise
            return self._sign(row, meaning)

    def _sign(self, row: Specification, meaning: Meaning) -> UUID:
        prepared = prepare_specification_signature(
            actor=self.actor,
            specification=row,
            meaning=meaning,
            role=min(self.actor.roles),
            why=WHY,
            view=format_html("<p>{} {}</p><pre>{}</pre>", row.product, row.number, row.text),
            back="",
        )
        return sign_as_example(actor=self.actor, prepared=prepared, password=self.password)


def load_example_quality(*, folder: Path, password: str) -> list[Specification]:
    """Keep the folder's ``*.gatingml.xml``, then put forward and approve its ``*.specification.yaml``.

    By the ordinary acts; what is there stays.
    """
    with use_scope(EVERYTHING), transaction.atomic():
        lock_stream("system/example-quality")
        plant = Organisation.objects.filter(example=True, name_en=PLANT).first()
        if plant is None:
            return []
        author, approver = (_signer(email, plant, password) for email in (AUTHOR, APPROVER))
        for path in sorted(folder.glob("*.gatingml.xml")):
            code = path.name.removesuffix(".gatingml.xml")
            keep_strategy(actor=author.actor, code=code, content=path.read_bytes(), name=path.name)
        made = []
        for path in sorted(folder.glob("*.specification.yaml")):
            text = path.read_text(encoding="utf-8")
            said = parsed(text)
            named = {"product": said.product, "site": said.site, "phase": said.phase, "market": said.market}
            if Specification.objects.filter(organisation=plant, **named).exists():
                continue
            row = draft_specification(actor=author.actor, text=text, organisation_id=plant.id, example=True)
            signed = author.sign(row, Meaning.AUTHORED)
            row = author_specification(actor=author.actor, specification_id=row.id, signature_id=signed)
            signed = approver.sign(row, Meaning.APPROVED)
            made.append(approve_specification(actor=approver.actor, specification_id=row.id, signature_id=signed))
    return made


def _signer(email: str, plant: Organisation, password: str) -> Signer:
    person = Person.objects.get(email=email, example=True)
    actor = actor_for(person.id, plant.id, running_memberships(person.id), channel="command")
    return Signer(actor, password)
