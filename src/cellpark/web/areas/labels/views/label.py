"""One label: what is printed, where it stands, who looked at it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.identity.public import names_of_people
from cellpark.labels import public as labels
from cellpark.labels.public import (
    FIELDS,
    LABEL_STATES,
    STAGES,
    Label,
    LabelPermission,
    LabelState,
    Outdated,
    Stage,
    stage_of,
)
from cellpark.web.areas.labels.forms import MOMENTS
from cellpark.web.areas.labels.standing import label_state, next_step
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer

DISPOSABLE = (LabelState.PRINTED, LabelState.APPLIED, LabelState.ISSUED)


def label(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """What is true now, what comes next, and the picture."""
    found, actor = labels.label(label_id), actor_of(request)
    line = labels.outdated(found)
    step, checks = None if line else next_step(found), list(labels.checks_of(label_id))
    names = names_of_people([each.person for each in checks if each.person])
    acts = _offers(actor, found) if line is None else _offers_of_outdated(actor, line)
    context = {
        "crumbs": [{"href": reverse("labels"), "label": _("Labels")}],
        "label": found,
        "state": label_state(found),
        "now": _("Label %(number)s is %(state)s.")
        % {"number": found.number, "state": LABEL_STATES[LabelState(found.state)]},
        "step": step,
        "problems": [] if line is None else [explain(each) for each in labels.outdated_problems(found)],
        "next": _next_of_outdated(line) if line else step.words if step else "",
        "who": _("Operators, and the quality unit.") if line else _who(step.second, found) if step else "",
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "texts": [
            (FIELDS[field], text.replace("T", " ") if field in MOMENTS else text) for field, text in found.texts.items()
        ],
        "says_amount": labels.Field.QUANTITY in found.texts,
        "checks": [
            {"row": each, "stage": STAGES[Stage(each.stage)], "who": names.get(each.person, "") if each.person else ""}
            for each in checks
        ],
        "history": history_of([f"label/{label_id}"]),
    }
    return render(request, "labels/label.html", context)


def picture(request: HttpRequest, label_id: UUID) -> HttpResponse:  # noqa: ARG001 -- a view takes the request
    """The label as PNG."""
    return _file(labels.label_png(labels.label(label_id)), "image/png")


def paper(request: HttpRequest, label_id: UUID) -> HttpResponse:  # noqa: ARG001 -- a view takes the request
    """The label as PDF/A, on a page of its own size."""
    found = labels.label(label_id)
    answer = _file(labels.label_pdf(found), "application/pdf")
    answer["Content-Disposition"] = f'inline; filename="label-{found.number}.pdf"'
    return answer


def _file(content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _who(second: bool, found: Label) -> str:
    if not second:
        return _("The operator at the bench.")
    performer = {
        Stage.ISSUE: found.issued_by,
        Stage.PRINT: found.printed_by,
        Stage.AFFIX: found.applied_by,
    }[stage_of(found) or Stage.ISSUE]
    names = names_of_people([performer]) if performer else {}
    return _("Somebody other than %(name)s.") % {"name": names.get(performer, "") if performer else ""}


def _offers(actor: Actor, found: Label) -> list[Offer]:
    step, state = next_step(found), LabelState(found.state)
    acts = []
    if step is not None:
        acts.append(offer(actor, step.permission, step.act, step.href(found), icon=step.icon, look="primary"))
    if state is not LabelState.ISSUED and found.printed_at is not None:
        paper_href = reverse("label_paper", args=[found.id])
        acts.append(Offer(_("Open the PDF"), paper_href, "file-text"))
    if state is LabelState.PRINTED:
        acts.append(_act(actor, found, LabelPermission.USE, _("Keep as specimen"), "label_specimen", "book"))
        acts.append(_act(actor, found, LabelPermission.ISSUE, _("Print another instead"), "label_reprint", "refresh"))
    if state in DISPOSABLE:
        word = pgettext("label", "Cancel") if state is LabelState.ISSUED else pgettext("label", "Void")
        acts.append(_act(actor, found, LabelPermission.DISPOSE, word, "label_void", "x"))
    if state in (LabelState.PRINTED, LabelState.VOIDED):
        acts.append(_act(actor, found, LabelPermission.DISPOSE, _("Destroy"), "label_destroy", "trash"))
    return acts


def _offers_of_outdated(actor: Actor, line: Outdated) -> list[Offer]:
    """A label whose amount was corrected is replaced, or stays on by the word of two."""
    found = line.label
    acts = [_act(actor, found, LabelPermission.ISSUE, _("Print another instead"), "label_reprint", "refresh")]
    if found.state == LabelState.APPLIED and line.proposed:
        acts.append(_act(actor, found, LabelPermission.AGREE, _("Agree that it stays on"), "label_agree", "check"))
    elif found.state == LabelState.APPLIED:
        acts.append(_act(actor, found, LabelPermission.DISPOSE, _("Leave it on"), "label_keep", "pencil"))
    word = pgettext("label", "Cancel") if found.state == LabelState.ISSUED else pgettext("label", "Void")
    return [*acts, _act(actor, found, LabelPermission.DISPOSE, word, "label_void", "x")]


def _next_of_outdated(line: Outdated) -> str:
    if line.proposed:
        return _("Agree that the label stays on for %(becomes)s, or have it replaced.") % {"becomes": line.becomes}
    return _("Replace the label: it says %(says)s, recorded is %(becomes)s.") % {
        "says": line.says,
        "becomes": line.becomes,
    }


def _act(actor: Actor, found: Label, permission: str, words: str, route: str, icon: str) -> Offer:
    return offer(actor, permission, words, reverse(route, args=[found.id]), icon=icon)
