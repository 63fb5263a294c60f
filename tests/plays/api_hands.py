"""Hands of programs: every act is a call of the public API with the token of whoever does it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from cellpark.base.actor import Actor
from cellpark.batches.public import Done
from cellpark.identity.public import Person, example_proof
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.labels.public import LabelRequest
from tests.api.callers import Answer, Program, token_for
from tests.people import PASSWORD

STEPS = {
    "begin_step": "begin",
    "enter_place": "place",
    "scan_in": "in",
    "use_material": "use",
    "take_equipment": "equipment",
    "record_value": "value",
    "confirm_value": "value/confirm",
    "answer_check": "check",
    "stop_time": "time/stop",
    "take_sample": "sample",
    "produce": "out",
    "attach_file": "file",
    "correct_entry": "correct",
}
WHOLE = {"take_slot": "slot", "start_batch": "start", "finish_batch": "finish"}
LABELS = {"verify_label": "verify", "print_label": "print", "apply_label": "apply", "sample_label": "specimen"}
DECISIONS = {"classify_exception", "investigate_exception", "dispose_exception", "close_exception"}


@dataclass
class ApiHands:
    """``cast`` as tokens."""

    cast: Mapping[str, Actor]
    programs: Mapping[str, Program]

    @classmethod
    def of(cls, cast: Mapping[str, Actor]) -> "ApiHands":
        tokens = {
            part: token_for(Person.objects.get(id=actor.person_id), actor.organisation_id, days=40)
            for part, actor in cast.items()
        }
        return cls(cast, {part: Program(token) for part, token in tokens.items()})

    def do(self, who: str, verb: str, **said: Any) -> Done:
        path, headers = address(verb, said), {"Idempotency_Key": str(uuid4())}
        if verb in LABELS or verb in DECISIONS:
            headers["If_Match"] = seen(self.programs[who].get(path.rpartition("/")[0]))
        return done(self.programs[who].post(path, body_of(said), **headers))

    def sign(self, who: str, batch_id: UUID, step: str, name: str) -> Done:
        """The statement is read first; then the signer's password and code of that moment."""
        program, where = self.programs[who], {"step": step, "name": name}
        prepared = program.post(f"batches/{batch_id}/steps/signature", where)
        checked(prepared)
        assert step in prepared.body["view"]
        person = Person.objects.get(id=self.cast[who].person_id)
        with example_proof(person=person, password=PASSWORD) as proof:
            body = {**where, "prepared": prepared.body["id"], "password": proof.password, "code": proof.code}
            return done(program.post(f"batches/{batch_id}/steps/sign", body))

    def sign_clearance(self, who: str, clearance_id: UUID) -> None:
        """The signature that the line clearance waits for, in the same way."""
        program, where = self.programs[who], f"line-clearances/{clearance_id}"
        verb = "sign" if program.get(where).body["state"] == "noted" else "verify"
        prepared = program.post(f"{where}/signature")
        checked(prepared)
        person = Person.objects.get(id=self.cast[who].person_id)
        with example_proof(person=person, password=PASSWORD) as proof:
            body = {"prepared": prepared.body["id"], "password": proof.password, "code": proof.code}
            checked(program.post(f"{where}/{verb}", body))


def address(verb: str, said: dict[str, Any]) -> str:
    """Where the call goes; what the address says is taken out of ``said``."""
    if verb in STEPS:
        return f"batches/{said.pop('batch_id')}/steps/{STEPS[verb]}"
    if verb in WHOLE:
        return f"batches/{said.pop('batch_id')}/{WHOLE[verb]}"
    if verb in LABELS:
        return f"labels/{said.pop('label_id')}/{LABELS[verb]}"
    if verb in DECISIONS:
        return f"exceptions/{said.pop('exception_id')}/{verb.partition('_')[0]}"
    assert verb == "issue_label", verb
    return "labels"


def body_of(said: Mapping[str, Any]) -> dict[str, Any]:
    if "request" in said:
        request: LabelRequest = said["request"]
        names = LabelRequest.__dataclass_fields__.keys() - {"template_id"}
        return {"template": str(request.template_id), **{name: written(getattr(request, name)) for name in names}}
    return {name: written(value) for name, value in said.items()}


def written(value: Any) -> Any:
    """As JSON says it."""
    match value:
        case None | bool() | int():
            return value
        case bytes():
            return b64encode(value).decode()
        case Mapping():
            return {str(name): written(each) for name, each in value.items()}
        case list() | tuple():
            return [{"code": part.code, "quantity": written(part.quantity)} for part in value]
        case Quantity() | UUID() | str():
            return str(value)
        case _:
            return value.isoformat()


def seen(answer: Answer) -> str:
    assert answer.status == 200, answer.body
    return str(answer.response["ETag"])


def checked(answer: Answer) -> None:
    """Raise ``Refused`` with the codes of the answer."""
    if answer.status in (409, 422):
        assert all(each["what"] and each["why"] and each["remedy"] for each in answer.body["problems"])
        raise Refused(*(Problem(each["code"]) for each in answer.body["problems"]))
    assert answer.status in (200, 201), answer.body


def done(answer: Answer) -> Done:
    checked(answer)
    return Done(UUID(answer.body["id"]) if "id" in answer.body else UUID(answer.body["label"]["id"]), 0)
