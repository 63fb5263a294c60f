"""Organisations: who takes part in the park."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.identity import public as identity
from cellpark.identity.public import (
    KINDS,
    ORGANISATION_STATES,
    IdentityPermission,
    Organisation,
    OrganisationKind,
    OrganisationState,
)
from cellpark.kernel.problem import Problem
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.standing import organisation_state
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response
from cellpark.web.pages.views.organisation_tables import qualifications_table, roles_table


def name_column() -> Column[Organisation]:
    """The name, ordered as the reader's language writes it."""
    chinese = (get_language() or "en").startswith("zh")
    return Column(
        key="name",
        label=gettext_lazy("Organisation"),
        value="name",
        sort="name_zh" if chinese else "name_en",
        search=("name_zh", "name_en"),
        link=lambda row: reverse("organisation", args=[row.id]),
    )


COLUMNS: tuple[Column[Organisation], ...] = (
    Column(
        key="kind", label=gettext_lazy("Kind"), value=lambda row: str(KINDS[OrganisationKind(row.kind)]), sort="kind"
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=organisation_state, sort="state"),
    Column(key="people", label=gettext_lazy("People today"), kind=Kind.NUMBER, sort="people"),
    Column(
        key="credit_code",
        label=gettext_lazy("Credit code"),
        kind=Kind.CODE,
        sort="credit_code",
        search=("credit_code",),
    ),
)


def choices() -> tuple[Choice, ...]:
    """The filters above the list."""
    kinds = tuple((kind.value, str(words)) for kind, words in KINDS.items())
    states = tuple((state.value, ORGANISATION_STATES[state]) for state in OrganisationState)
    return (
        Choice(key="kind", label=_("Kind"), lookup="kind", options=kinds),
        Choice(key="state", label=_("State"), lookup="state", options=states),
    )


def organisations(request: HttpRequest) -> HttpResponseBase:
    """All organisations in sight."""
    actor = actor_of(request)
    rows = identity.organisations()
    counts = rows.order_by().aggregate(
        active=Count("pk", filter=Q(state=OrganisationState.ACTIVE)),
        closed=Count("pk", filter=Q(state=OrganisationState.CLOSED)),
    )
    table = Table(
        rows,
        (name_column(), *COLUMNS),
        request,
        caption=_("Organisations"),
        order="name",
        choices=choices(),
        empty=_("No organisation is registered yet."),
    )
    taking_part = ngettext(
        "%(count)s organisation takes part", "%(count)s organisations take part", counts["active"]
    ) % {"count": counts["active"]}
    register = offer(
        actor,
        IdentityPermission.REGISTER_ORGANISATION,
        _("Register an organisation"),
        reverse("organisation_register"),
        icon="plus",
        look="primary",
    )
    context = {
        "now": _("%(taking_part)s; %(closed)s closed.") % {"taking_part": taking_part, "closed": counts["closed"]},
        "register": register,
    }
    return table_response(request, "organisations/list.html", table, context)


def organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponseBase:
    """One organisation: who works there as what, what they are qualified for, and what happened."""
    found = identity.organisation(organisation_id)
    roles, qualifications = roles_table(request, found.id), qualifications_table(request, found.id)
    for table in (roles, qualifications):
        file = table.exported()
        if file is not None:
            return file
    acts = offers(actor_of(request), found)
    context = {
        "crumbs": [{"href": reverse("organisations"), "label": _("Organisations")}],
        "organisation": found,
        "kind": KINDS[OrganisationKind(found.kind)],
        "state": organisation_state(found),
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "roles": roles,
        "qualifications": qualifications,
        "history": history_of([f"organisation/{found.id}"]),
    }
    return render(request, "organisations/page.html", context)


def offers(actor: Actor, found: Organisation) -> list[Offer]:
    """What may be done with it now."""
    closed = Problem("identity.organisation.closed") if found.state == OrganisationState.CLOSED else None
    invite = offer(
        actor,
        IdentityPermission.INVITE_PERSON,
        _("Invite somebody"),
        f"{reverse('person_invite')}?organisation={found.id}",
        icon="plus",
        look="primary",
        unless=closed,
    )
    rename = offer(
        actor,
        IdentityPermission.CHANGE_ORGANISATION,
        _("Rename"),
        reverse("organisation_rename", args=[found.id]),
        icon="pencil",
        unless=closed,
    )
    close = offer(
        actor,
        IdentityPermission.REGISTER_ORGANISATION,
        _("Close"),
        reverse("organisation_close", args=[found.id]),
        icon="circle-x",
        unless=closed,
    )
    return [invite, rename, close]
