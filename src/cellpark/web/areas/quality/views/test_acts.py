"""Retract, retest, cancel: three different things, each with its reason (211-192, P11-5b)."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.quality import public as quality
from cellpark.web.areas.quality.views.common import act_page, laboratory_crumbs
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.forms.reasons import ReasonForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def retract(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """The newest reading was no measurement of this sample."""
    return _with_reason(
        request,
        test_id,
        quality.retract_result,
        title=_("Retract the reading"),
        submit=_("Retract"),
        lead=_(
            "It was no measurement of this sample: it stays in the record and counts no longer, and the test goes on."
        ),
    )


def retest(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """Measure again; the first reading stands until its investigation finds it void."""
    return _with_reason(
        request,
        test_id,
        quality.retest,
        title=_("Order a retest"),
        submit=_("Order a retest"),
        lead=_("Another analyst measures again. The first reading stands until its investigation finds it void."),
    )


def cancel(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """Nothing is measured here."""
    return _with_reason(
        request,
        test_id,
        quality.cancel_test,
        title=_("Cancel the test"),
        submit=_("Cancel the test"),
        lead=_("Nothing is measured here. A release asks for the attribute all the same."),
    )


def _with_reason(
    request: HttpRequest,
    test_id: UUID,
    act: Callable[..., object],
    *,
    title: str,
    submit: str,
    lead: "StrOrPromise",
) -> HttpResponse:
    found = quality.test(test_id)
    form = ReasonForm.of(request, version=found.version)
    back = reverse("lab_test", args=[test_id])
    page = FormPage(
        title=title,
        submit=submit,
        back=back,
        kicker=f"{found.sample.code} \u00b7 {found.name}",
        lead=lead,
        crumbs=laboratory_crumbs((back, found.name)),
    )

    def run() -> object:
        return act(
            actor=actor_of(request),
            test_id=test_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )

    return act_page(request, form, page, run, to=back, toast=_("Recorded."))
