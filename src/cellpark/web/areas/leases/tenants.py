"""Choosing who rents: companies of the park, whoever rents or rented here, and others by their exact name."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.companies.public import companies
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Lease
from cellpark.web.areas.leases.forms import LeaseForm

Choices = list[tuple[str, str]]


def tenant_choices(request: HttpRequest) -> Choices:
    """Those whom the park knows, by name, after a line for one that is not listed."""
    actor = actor_of(request)
    assert actor.organisation_id is not None, "whoever lets acts for an organisation"
    admitted = companies().filter(organisation_id=actor.organisation_id, tenant__isnull=False)
    known = leases.names_of(each.tenant_id for each in admitted if each.tenant_id) | leases.known_tenants(actor)
    found = sorted(((str(key), name) for key, name in known.items()), key=lambda each: each[1])
    return [("", _("not listed: named below")), *found]


def tenant_of(lease: Lease) -> Choices:
    """The tenant of a lease that is there already: no other one can be chosen."""
    return [(str(key), name) for key, name in leases.names_of([lease.tenant_id]).items()]


def tenant_chosen(request: HttpRequest, form: LeaseForm) -> UUID:
    """The tenant that was chosen, or else named. Raises ``Refused``: ``leases.tenant.unknown``, ``base.required``."""
    chosen, named = form.cleaned_data["tenant"], form.cleaned_data["tenant_named"]
    if chosen:
        return UUID(chosen)
    if not named.strip():
        raise Refused(Problem("base.required", field="tenant"))
    return leases.tenant_named(actor_of(request), named)
