"""From a form to an act and back: once however often it is sent, refused in words, answered by a redirect.

A view reads in one breath: make the form, ``perform`` the act, answer ``done`` or ``show`` the form again. Nothing here
needs JavaScript.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome, once
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.pages.forms.act_form import ActForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# passwords stay out as well: a digest of one would outlive the form
NOT_CONTENTS = frozenset({"csrfmiddlewaretoken", "idempotency_key", "password", "again"})
SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Present:
    """How a thing stands now, for whoever is surprised by it: its version and its compared fields as shown."""

    version: int
    values: Mapping[str, str]


def perform(
    request: HttpRequest,
    form: ActForm,
    act: Callable[[], Outcome],
    *,
    present: Callable[[], Present] | None = None,
    actor: Actor | None = None,
) -> Outcome | None:
    """Run ``act`` once with a form that was sent; None when nothing was sent or the form says why it was refused.

    ``act`` reads ``form.cleaned_data`` and returns what the answer needs (plain values: they are kept). A repetition of
    the same form gets the same outcome and changes nothing. When the thing moved on meanwhile, ``present`` tells how it
    stands, and the form shows the difference. ``actor`` is given where the page's reader is not the one who acts.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    key = form.sent_key
    if key is None or (form.version is not None and form.seen_version is None):
        form.tell([Problem("pages.form_incomplete")])
        return None
    try:
        return once(key=key, actor=actor or actor_of(request), request=contents(request), act=act)
    except Refused as refusal:
        stale = [problem for problem in refusal.problems if problem.code.endswith(".stale")]
        if stale and present is not None:
            found = present()
            form.refresh_seen(found.values, found.version)
        form.tell(refusal.problems)
    return None


def contents(request: HttpRequest) -> bytes:
    """What was sent, in an order of its own: the same click gives the same bytes."""
    sent = [(key, values) for key, values in sorted(request.POST.lists()) if key not in NOT_CONTENTS]
    return repr((request.path, sent)).encode()


def done(request: HttpRequest, to: str, toast: "StrOrPromise") -> HttpResponse:
    """Go on to ``to`` with a toast; reloading the next page sends nothing again."""
    messages.success(request, str(toast))
    answer = HttpResponseRedirect(to)
    answer.status_code = SEE_OTHER
    return answer


def show(request: HttpRequest, template: str, form: ActForm, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """The page with its form: 200 when fresh, 422 with refusals, 409 with a difference."""
    return render(request, template, {**(context or {}), "form": form}, status=form.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The words around a form that has a page of its own."""

    title: "StrOrPromise"
    submit: "StrOrPromise"
    back: str
    kicker: str = ""
    lead: "StrOrPromise" = ""
    danger: "StrOrPromise" = ""
    crumbs: tuple[Mapping[str, object], ...] = ()


def show_page(
    request: HttpRequest, form: ActForm, page: FormPage, *, template: str = "acts/form.html", **more: Any
) -> HttpResponse:
    """A form on a page of its own."""
    words = {name: getattr(page, name) for name in FormPage.__dataclass_fields__}
    return show(request, template, form, {**words, **more})
