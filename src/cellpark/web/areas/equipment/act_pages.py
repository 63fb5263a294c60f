"""One page for each act: its words, its form, what it does. Views and addresses are made from this table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.offers import Offer, offer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """An act on a thing: ``run`` takes the actor, the thing and what was sent; ``form`` makes the form for the thing.

    A text that ``run`` returns is the address to go on to; otherwise it is the thing's own page.

    ``mood`` is ``plant`` where gloved hands use the page.
    """

    name: str
    permission: str
    title: "StrOrPromise"
    submit: "StrOrPromise"
    toast: "StrOrPromise"
    run: Callable[[Actor, Any, Mapping[str, Any]], object]
    form: type[ActForm]
    options: Callable[[Any], Mapping[str, Any]] = lambda _thing: {}
    lead: "StrOrPromise" = ""
    danger: "StrOrPromise" = ""
    icon: str = ""
    look: str = "plain"
    versioned: bool = False
    mood: str = "plant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The words around the act: the thing's name, its page, the crumbs, and how it stands (to tell a difference)."""

    kicker: str
    back: str
    crumbs: Sequence[Mapping[str, object]]
    version: Callable[[], int]


def offers_of(
    actor: Actor, acts: Iterable[ActPage], prefix: str, thing: UUID, unless: Mapping[str, Problem | None] | None = None
) -> list[Offer]:
    """The acts as a reader of the thing's page sees them; ``unless`` says by name what keeps one from being done."""
    return [
        offer(
            actor,
            act.permission,
            act.title,
            reverse(f"{prefix}_{act.name}", args=[thing]),
            icon=act.icon,
            look=act.look,
            unless=(unless or {}).get(act.name),
        )
        for act in acts
    ]


def show_act(request: HttpRequest, page: ActPage, thing: Any, where: Where) -> HttpResponse:
    """The page of one act; sending it does the act once."""
    options = dict(page.options(thing))
    if page.versioned:
        options["version"] = where.version()
    form = page.form.of(request, **options)

    def act() -> dict[str, Any]:
        sent = dict(form.cleaned_data)
        if page.versioned:
            sent["seen_version"] = form.seen_version
        made = page.run(actor_of(request), thing, sent)
        return {"to": made} if isinstance(made, str) else {}

    def present() -> Present:
        return Present(where.version(), {})

    outcome = perform(request, form, act, present=present)
    if outcome is not None:
        return done(request, str(outcome.get("to", where.back)), page.toast)
    words = FormPage(
        title=page.title,
        submit=page.submit,
        back=where.back,
        kicker=where.kicker,
        lead=page.lead,
        danger=page.danger,
        crumbs=tuple(where.crumbs),
    )
    template = "equipment/plant_form.html" if page.mood == "plant" else "acts/form.html"
    return show_page(request, form, words, template=template)
