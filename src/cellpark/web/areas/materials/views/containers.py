"""One container: what is true now, what comes next, its clocks, its way through places."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.equipment.public import inside_of
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import (
    Container,
    ContainerState,
    HandOver,
    HandOverState,
    MaterialsPermission,
    resolve_scan,
    usable_problems,
    words,
)
from cellpark.web.areas.materials.forms import ScanForm
from cellpark.web.areas.materials.path import custody_path
from cellpark.web.areas.materials.standing import bars, container_state, container_truth
from cellpark.web.areas.materials.views.common import crumbs, own_organisation, the_container
from cellpark.web.areas.materials.views.corrections import operation_lines
from cellpark.web.pages.acts import FormPage, show_page
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer


def container(request: HttpRequest, container_id: UUID) -> HttpResponseBase:
    """One container."""
    found, at = the_container(container_id), now()
    offered = HandOver.objects.filter(container_id=found.id, state=HandOverState.OFFERED).first()
    acts = offers(actor_of(request), found, offered)
    names = names_of_people([each for each in (found.custodian, found.received_by) if each])
    context = {
        "crumbs": crumbs("containers", _("Containers")),
        "container": found,
        "kind": words.KINDS[found.material.kind],
        "donor_state": words.DONOR_STATES[found.donor_state],
        "condition": words.CONDITIONS.get(found.condition, ""),
        "inside": inside_of([found.id]).get(found.id, ""),
        "state": container_state(found),
        "truth": container_truth(found, at),
        "problems": _problems(found, at),
        "look_alikes": [
            {"coi": each["coi"], "grounds": _(", ").join(str(words.GROUNDS[one]) for one in each["grounds"])}
            for each in found.look_alikes
        ],
        "bars": bars(found, at),
        "path": custody_path(found),
        "operations": operation_lines(actor_of(request), found),
        "custodian": names.get(found.custodian, "") if found.custodian else "",
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "history": history_of([f"container/{found.id}"]),
    }
    return render(request, "materials/container.html", context)


def _problems(found: Container, at: datetime) -> list[object]:
    if found.state in (ContainerState.EXPECTED, ContainerState.EMPTY, ContainerState.DESTROYED):
        return []
    return [explain(each) for each in usable_problems(found, at)]


def offers(actor: Actor, found: Container, offered: HandOver | None) -> list[Offer]:
    """What may be done with it now, and why not."""
    may, made = MaterialsPermission, []

    def add(
        permission: str, label: str, name: str, icon: str, look: str = "plain", unless: Problem | None = None
    ) -> None:
        href = reverse(name, args=[found.id])
        made.append(offer(actor, permission, label, href, icon=icon, look=look, unless=unless))

    state = ContainerState(found.state)
    if state is ContainerState.EXPECTED:
        add(may.RECEIVE, _("Receive"), "container_receive", "check", "primary")
    if (found.coi or found.din) and (found.present or state is ContainerState.EXPECTED):
        add(may.STATE_DONOR_TESTS, _("Donor tests"), "container_donor_tests", "shield-question")
    if not found.present:
        return made
    if found.second_scan_due:
        same = actor.person_id in (found.received_by, None)
        own = Problem("materials.container.same_person", rule="CN-4f") if same else None
        add(may.HANDLE, _("Second scan"), "container_confirm", "users", "primary", own)
    if state is ContainerState.QUARANTINED:
        received = found.received_by is not None and found.received_by == actor.person_id
        own = Problem("materials.lot.own_receipt", rule="CN-4c") if received else None
        add(may.DECIDE_HOLD, _("Release from hold"), "container_release", "circle-check", "primary", own)
    else:
        add(may.OPERATE, _("Operate"), "container_operate", "player-play", "primary")
        if found.opened_at is None:
            blocked = next(iter(usable_problems(found)), None)
            add(may.HANDLE, _("Open it"), "container_open", "door-enter", unless=blocked)
    add(may.HANDLE, _("Move"), "container_move", "map-pin")
    running = Problem("materials.hand_over.running", {"code": found.code}) if offered else None
    add(may.HANDLE, _("Hand over"), "container_offer", "arrow-right", unless=running)
    if state is not ContainerState.QUARANTINED:
        add(may.HANDLE, _("Put on hold"), "container_hold", "hand-stop")
    return made


def scan(request: HttpRequest) -> HttpResponseBase:
    """Scan any label: the page of what carries it."""
    form = ScanForm.of(request)
    if request.method == "POST" and form.is_valid():
        try:
            return _found(resolve_scan(form.cleaned_data["raw"], organisation=own_organisation(request)))
        except Refused as refused:
            form.tell(refused.problems)
    page = FormPage(
        title=_("Scan a container"),
        submit=_("Show"),
        back=reverse("containers"),
        lead=_("Scan any label of a container, a lot or a material: its page opens."),
    )
    shown: HttpResponse = show_page(request, form, page, template="materials/scan_form.html")
    return shown


def _found(scanned: "object") -> HttpResponse:
    for name in ("container", "lot", "material"):
        thing = getattr(scanned, name)
        if thing is not None:
            return redirect(name, thing.id)
    coi = getattr(scanned, "coi", "")
    if coi:
        return redirect(f"{reverse('containers')}?q={coi}")
    raw = str(getattr(scanned, "raw", ""))
    raise Refused(Problem("materials.scan.unknown", {"scan": raw[:60]}, rule="LBL-5"))
