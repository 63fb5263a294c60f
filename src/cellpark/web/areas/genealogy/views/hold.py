"""A recall begins by stopping what is left: every container that a thing touched is put on hold, with one reason."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.genealogy.public import Node, NodeKind, recall
from cellpark.materials.public import Container, ContainerState, hold_container
from cellpark.web.areas.genealogy.names import kind_from, the_thing, trace_address
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

HELD_FROM = (ContainerState.AVAILABLE, ContainerState.IN_USE, ContainerState.STORED)


class HoldForm(ActForm):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


def hold(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Stop all of them or, when one cannot be stopped, none (CN-4c, 211-1c)."""
    node = Node(kind_from(kind), thing_id)
    thing = the_thing(node)
    left = still_there(node)
    form = HoldForm.of(request)

    def act() -> Outcome:
        for each in left:
            hold_container(actor=actor_of(request), container_id=each.id, reason=form.cleaned_data["reason"])
        return {"count": len(left)}

    if perform(request, form, act) is not None:
        return done(request, trace_address(node), _("The containers are on hold."))
    page = FormPage(
        title=_("Put on hold what it touched"),
        submit=_("Put on hold"),
        back=trace_address(node),
        kicker=f"{thing.kind} {thing.name}",
        lead=", ".join(each.code for each in left) or _("No container of it is left to be stopped."),
        danger=_("Nobody uses it until quality releases it."),
        crumbs=(
            {"href": reverse("traces"), "label": _("Traces and recalls")},
            {"href": trace_address(node), "label": thing.name},
        ),
    )
    return show_page(request, form, page)


def still_there(node: Node) -> list[Container]:
    """The containers that it is, touched or went into, as far as they can still be used; by code."""
    found = recall(node.kind, node.id)
    reached = {each.id for each in (node, *found.direct, *found.through_lots) if each.kind is NodeKind.CONTAINER}
    return list(Container.objects.filter(id__in=reached, state__in=HELD_FROM).order_by("code"))
