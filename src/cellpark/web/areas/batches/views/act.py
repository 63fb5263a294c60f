"""One address for everything that is done at the bench: a form without JavaScript, a call with it, the same act.

An input that waited while the network was down carries its own key and its own time; the act behind it decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.batches import public as batches
from cellpark.batches.public import Part, batch_view, plan_of
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.public import model
from cellpark.web.areas.batches.shown import lines_of, parsed, sentence, typed
from cellpark.web.areas.batches.views.work import page
from cellpark.web.pages.acts import SEE_OTHER

OF_OTHER = "batches.input.of_other"
STOPPING = frozenset({"scan"})
FILE_NAME_MAX = 200
ALIKE_MAX = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the act's own words, and the key, time and step that all acts share."""

    request: HttpRequest
    batch_id: UUID

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return actor_of(self.request)

    def text(self, name: str) -> str:
        """A word of the form."""
        return self.request.POST.get(name, "").strip()

    @property
    def common(self) -> dict[str, Any]:
        """Batch, step, key and time, as every act takes them."""
        return {"actor": self.actor, "batch_id": self.batch_id, "key": self.key, "at": self.at}

    @property
    def on_step(self) -> dict[str, Any]:
        """``common`` with the step."""
        return {**self.common, "step": self.text("step")}

    @property
    def on_field(self) -> dict[str, Any]:
        """``common`` with step and field."""
        return {**self.on_step, "field": self.text("field")}

    @property
    def key(self) -> UUID:
        """The key under which the input is done once. Raises ``Refused(pages.form_incomplete)``."""
        try:
            return UUID(self.text("idempotency_key"))
        except ValueError:
            raise Refused(Problem("pages.form_incomplete")) from None

    @property
    def at(self) -> datetime | None:
        """When it was done, for an input that waited; None for now. Raises ``Refused(pages.form_incomplete)``."""
        written = self.text("at")
        if not written:
            return None
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            raise Refused(Problem("pages.form_incomplete")) from None
        if found.utcoffset() is None:
            raise Refused(Problem("pages.form_incomplete"))
        return found

    def field(self) -> model.Field:
        """The field of the recipe. Raises ``Refused(batches.field.unknown)``."""
        where = plan_of(batches.batch(self.batch_id).recipe).find(self.text("step"))
        name = self.text("field")
        if where is None or name not in {each.name for each in where.step.fields}:
            raise Refused(Problem("batches.field.unknown", {"step": self.text("step")[:40], "field": name[:40]}))
        return where.step.field(name)

    def quantity(self, name: str, unit: str) -> Quantity | None:
        """An amount that may be left out."""
        return parsed(self.text(name), unit) if self.text(name) else None


@require_POST
def act(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Do one thing; answer a page to a browser's form and JSON to the page's own script."""
    sent = Sent(request, batch_id)
    batches.batch(batch_id)
    is_script = request.headers.get("Accept") == "application/json"
    verb = sent.text("verb")
    try:
        refuse_other_hands(sent)
        goes = VERBS.get(verb, _unknown)(sent)
    except Refused as refused:
        problems = [explain(problem) for problem in refused.problems]
        if not is_script:
            return page(request, batch_id, problems, stop=verb in STOPPING)
        shown = [{"what": each.what, "why": each.why, "remedy": each.remedy, "rule": each.rule} for each in problems]
        is_other = any(problem.code == OF_OTHER for problem in refused.problems)
        body = {"ok": False, "stop": verb in STOPPING, "other": is_other, "problems": shown}
        return JsonResponse(body, status=409)
    to = goes or f"{reverse('batch_work', args=[batch_id])}"
    if is_script:
        return JsonResponse({"ok": True, "go": goes})
    answer = HttpResponseRedirect(to)
    answer.status_code = SEE_OTHER
    return answer


def refuse_other_hands(sent: Sent) -> None:
    """An entry is of whoever made it (211-1c): what one person entered is not sent in another's name.

    Raises ``Refused``: ``batches.input.of_other``; ``pages.form_incomplete`` for what waited and names nobody.
    """
    by = sent.text("by")
    if not by and sent.text("at"):
        raise Refused(Problem("pages.form_incomplete"))
    if by and by != str(sent.actor.person_id):
        raise Refused(Problem(OF_OTHER, rule="211-1c"))


@require_POST
def start(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The batch runs from now on."""
    batches.batch(batch_id)
    batches.start_batch(**Sent(request, batch_id).common)
    answer = HttpResponseRedirect(reverse("batch", args=[batch_id]))
    answer.status_code = SEE_OTHER
    return answer


def _unknown(sent: Sent) -> str:
    raise Refused(Problem("base.not_a_choice", {"value": sent.text("verb")[:40]}, field="verb"))


def _begin(sent: Sent) -> str:
    batches.begin_step(**sent.on_step)
    return ""


def _scan(sent: Sent) -> str:
    quantity = sent.quantity("quantity", sent.text("unit") or "mL")
    batches.scan(code=sent.text("code"), quantity=quantity, last=sent.text("more") != "yes", **sent.on_step)
    return ""


def _value(sent: Sent) -> str:
    field = sent.field()
    again = typed(field, sent.text("again")) if sent.text("again") else None
    batches.record_value(
        value=typed(field, sent.text("value")), again=again, device=sent.text("device"), **sent.on_field
    )
    return ""


def _confirm(sent: Sent) -> str:
    try:
        entry = UUID(sent.text("entry"))
    except ValueError:
        raise Refused(Problem("pages.form_incomplete")) from None
    batches.confirm_value(entry=entry, value=typed(sent.field(), sent.text("value")), **sent.on_field)
    return ""


def _answer(sent: Sent) -> str:
    batches.answer_check(**sent.on_field)
    return ""


def _start_time(sent: Sent) -> str:
    batches.start_time(**sent.on_field)
    return ""


def _stop_time(sent: Sent) -> str:
    batches.stop_time(**sent.on_field)
    return ""


def _sample(sent: Sent) -> str:
    field = sent.field()
    unit = field.qty.unit if isinstance(field, model.Sample) else "mL"
    batches.take_sample(code=sent.text("code"), quantity=sent.quantity("quantity", unit), **sent.on_field)
    return ""


def _produce(sent: Sent) -> str:
    codes, amounts = sent.request.POST.getlist("part_code"), sent.request.POST.getlist("part_quantity")
    parts = [
        Part(code=code.strip(), quantity=parsed(amount, "mL") if amount.strip() else None)
        for code, amount in zip(codes, amounts, strict=False)
        if code.strip() or amount.strip()
    ]
    # a container that is poured over whole needs neither amount nor code: the house gives it one
    parts = parts + _alike(sent) or [Part()]
    batches.produce(parts=parts, material=sent.text("material"), **sent.on_field)
    return ""


def _alike(sent: Sent) -> list[Part]:
    """Containers that are filled alike and get their codes from the house: 120 vials are not typed one by one."""
    count, each = sent.text("alike"), sent.text("alike_quantity")
    if not count and not each:
        return []
    if not (count.isascii() and count.isdigit() and 1 <= int(count) <= ALIKE_MAX):
        raise Refused(Problem("base.not_a_choice", {"value": count[:40]}, field="alike"))
    if not each:
        raise Refused(Problem("base.required", field="alike_quantity"))
    return [Part(quantity=parsed(each, "mL"))] * int(count)


def _file(sent: Sent) -> str:
    upload = sent.request.FILES.get("file")
    if upload is None:
        raise Refused(Problem("base.required", field="file"))
    batches.attach_file(
        content=upload.read(),
        name=(upload.name or "file")[:FILE_NAME_MAX],
        readings={sent.text("field"): sent.text("reading")},
        sample=sent.text("sample"),
        device=sent.text("device"),
        **sent.on_step,
    )
    return ""


def _stream(sent: Sent) -> str:
    batches.read_stream(device=sent.text("device"), reading=sent.text("reading"), **sent.on_field)
    return ""


def _sign(sent: Sent) -> str:
    step, name = sent.text("step"), sent.text("field")
    view = batch_view(sent.batch_id)
    back = reverse("batch_work", args=[sent.batch_id])
    prepared = batches.prepare_step_signature(
        actor=sent.actor, batch_id=sent.batch_id, step=step, name=name, view=signed_view(view, step), back=back
    )
    return reverse("batch_sign", args=[sent.batch_id, prepared.id])


def signed_view(view: batches.BatchView, step: str) -> str:
    """The step as it is shown for signing: its sentence and every entry, in both languages; empty when not open."""
    opened = next((each for each in view.next.open if each.key == step), None)
    if opened is None:
        return ""
    context = {
        "batch": view.batch,
        "opened": opened,
        "lines": lines_of(view, opened),
        "sentence": sentence(opened.step),
    }
    return render_to_string("batches/signed_step.html", context)


def _finish(sent: Sent) -> str:
    batches.finish_batch(**sent.common)
    return ""


def _note(sent: Sent) -> str:
    batches.open_exception(what=sent.text("what"), stops=sent.text("stops") == "yes", **sent.on_step)
    return ""


VERBS: Mapping[str, Callable[[Sent], str]] = {
    "begin": _begin,
    "scan": _scan,
    "value": _value,
    "confirm": _confirm,
    "answer": _answer,
    "start_time": _start_time,
    "stop_time": _stop_time,
    "sample": _sample,
    "produce": _produce,
    "file": _file,
    "stream": _stream,
    "sign": _sign,
    "finish": _finish,
    "note": _note,
}
