"""What went otherwise, in sentences; and how the kinds of it are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.base.messages import paragraph
from cellpark.plans.public import AwaySaid, Beside, FailedSaid, LateSaid, Said
from cellpark.web.areas.plans.words import operation_name, resource_name
from cellpark.web.pages import formats

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: Mapping[str, tuple["StrOrPromise", "StrOrPromise", str]] = {
    "failed": (
        gettext_lazy("A batch is lost"),
        gettext_lazy("It failed or was terminated; it may be made again from its reserve."),
        "circle-x",
    ),
    "late": (
        gettext_lazy("A shipment is late"),
        gettext_lazy("A patient's material comes only later; nothing of the batch has begun."),
        "truck",
    ),
    "broken": (
        gettext_lazy("A device or room is out"),
        gettext_lazy("It cannot be used for a time."),
        "alert-triangle",
    ),
    "sick": (gettext_lazy("Somebody is away"), gettext_lazy("Fewer people of a role are there."), "user"),
    "urgent": (
        gettext_lazy("An urgent patient"),
        gettext_lazy("An order that may not wait comes into the plan."),
        "plus",
    ),
}
"""Kind -> its name, what it means, its icon."""


def disturbance_words(said: Said, beside: Beside) -> str:
    """One disturbance as a sentence."""
    if isinstance(said, FailedSaid):
        told = _("%(batch)s is lost at %(at)s.") % {"batch": said.job, "at": formats.moment(said.at)}
        return paragraph(told, _again(said, beside))
    if isinstance(said, LateSaid):
        return _("The material of %(batch)s is there only at %(at)s.") % {
            "batch": said.job,
            "at": formats.moment(said.release),
        }
    if isinstance(said, AwaySaid):
        span = {
            "what": resource_name(said.resource),
            "count": said.count,
            "since": formats.moment(said.since),
            "until": formats.moment(said.until),
        }
        if said.kind == "sick":
            return (
                ngettext(
                    "%(what)s: %(count)s person is away from %(since)s until %(until)s.",
                    "%(what)s: %(count)s people are away from %(since)s until %(until)s.",
                    said.count,
                )
                % span
            )
        return (
            ngettext(
                "%(what)s: %(count)s is out from %(since)s until %(until)s.",
                "%(what)s: %(count)s are out from %(since)s until %(until)s.",
                said.count,
            )
            % span
        )
    return _("%(order)s comes into the plan with urgency %(weight)s; its cells are there or collected at %(at)s.") % {
        "order": said.key,
        "weight": said.weight,
        "at": formats.moment(said.release),
    }


def _again(said: FailedSaid, beside: Beside) -> str:
    if said.again is None:
        return _("It is not made again.")
    step = operation_name(beside, said.job, said.again)
    if said.ready is None:
        return _("It is made again from “%(step)s” on.") % {"step": step}
    return _("It is made again from “%(step)s” on; its reserve is there at %(at)s.") % {
        "step": step,
        "at": formats.moment(said.ready),
    }


def who_name(beside: Beside, jobs: frozenset[str], who: str) -> str:
    """Who has what was needed, as a move names it: ``batch.step``, or what is out of order."""
    job, operation = next(
        ((who[:at], who[at + 1 :]) for at, sign in enumerate(who) if sign == "." and who[:at] in jobs), ("", who)
    )
    if not job:
        return who
    first, dash, last = operation.partition("-")
    if dash and beside.label(job, first) is not None:
        return f"{job} \u00b7 {operation_name(beside, job, first)} \u2013 {operation_name(beside, job, last)}"
    return f"{job} \u00b7 {operation_name(beside, job, operation)}"
