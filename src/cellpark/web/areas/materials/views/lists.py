"""The lists of this area."""

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.time import now
from cellpark.materials.public import (
    Container,
    ContainerState,
    Lot,
    LotState,
    Material,
    MaterialKind,
    MaterialsPermission,
    NearMiss,
    NearMissKind,
    NearMissState,
    Patient,
    Source,
    words,
)
from cellpark.web.areas.materials.standing import container_state, lot_state, near_miss_state, who
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response


def _name() -> str:
    return "name_zh" if (get_language() or "en").startswith("zh") else "name_en"


def materials(request: HttpRequest) -> HttpResponseBase:
    """All materials in sight."""
    columns: tuple[Column[Material], ...] = (
        Column(
            key="code",
            label=gettext_lazy("Code"),
            kind=Kind.CODE,
            sort="code",
            search=("code",),
            link=lambda row: reverse("material", args=[row.id]),
        ),
        Column(
            key="name",
            label=gettext_lazy("Material"),
            value="name",
            sort=_name(),
            search=("name_zh", "name_en"),
        ),
        Column(
            key="kind",
            label=gettext_lazy("Kind"),
            value=lambda row: str(words.KINDS[row.kind]),
            sort="kind",
        ),
        Column(key="unit", label=gettext_lazy("Unit")),
        Column(
            key="storage",
            label=gettext_lazy("Storage condition"),
            value=lambda row: str(words.CONDITIONS[row.storage]),
            sort="storage",
        ),
    )
    kinds = tuple((kind.value, words.KINDS[kind]) for kind in MaterialKind)
    table = Table(
        Material.objects.all(),
        columns,
        request,
        caption=_("Materials"),
        order="code",
        choices=(Choice(key="kind", label=_("Kind"), lookup="kind", options=kinds),),
        empty=_("No material is described yet. Describe the first one, or load the example plant."),
    )
    describe = offer(
        actor_of(request),
        MaterialsPermission.DESCRIBE,
        _("Describe a material"),
        reverse("material_describe"),
        icon="plus",
        look="primary",
    )
    context = {
        "title": _("Materials"),
        "now": _("Described materials: %(count)s.") % {"count": Material.objects.count()},
        "offers": [describe],
    }
    return table_response(request, "materials/list.html", table, context)


LOT_COLUMNS: tuple[Column[Lot], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Lot"),
        kind=Kind.CODE,
        sort="number",
        search=("number",),
        link=lambda row: reverse("lot", args=[row.id]),
    ),
    Column(
        key="material",
        label=gettext_lazy("Material"),
        value=lambda row: f"{row.material.code} {row.material.name}",
        sort="material__code",
        search=("material__code", "material__name_zh", "material__name_en"),
    ),
    Column(key="vendor", label=gettext_lazy("Vendor"), sort="vendor", search=("vendor",)),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=lot_state, sort="state"),
    Column(key="expires_at", label=gettext_lazy("Expires at"), kind=Kind.MOMENT, sort="expires_at"),
    Column(key="registered_at", label=gettext_lazy("Registered at"), kind=Kind.MOMENT, sort="registered_at"),
)


def lots(request: HttpRequest) -> HttpResponseBase:
    """All lots in sight: the release desk."""
    states = tuple((state.value, words.LOT_STATES[state]) for state in LotState)
    table = Table(
        Lot.objects.select_related("material"),
        LOT_COLUMNS,
        request,
        caption=_("Lots"),
        order="-registered_at",
        choices=(Choice(key="state", label=_("State"), lookup="state", options=states),),
        empty=_("No lot is registered yet. Register the lot that arrived."),
    )
    waiting = Lot.objects.filter(state=LotState.QUARANTINE).count()
    expired = Lot.objects.filter(state=LotState.RELEASED, expires_at__lte=now()).count()
    register = offer(
        actor_of(request),
        MaterialsPermission.REGISTER_LOT,
        _("Register a lot"),
        reverse("lot_register"),
        icon="plus",
        look="primary",
    )
    said = _("In quarantine: %(waiting)s. Released and expired: %(expired)s.")
    context = {
        "title": _("Lots"),
        "now": said % {"waiting": waiting, "expired": expired},
        "next": _("Quality releases or rejects what waits.") if waiting else "",
        "who": who(MaterialsPermission.RELEASE_LOT) if waiting else "",
        "offers": [register],
    }
    return table_response(request, "materials/list.html", table, context)


CONTAINER_COLUMNS: tuple[Column[Container], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Container"),
        kind=Kind.CODE,
        sort="code",
        search=("code", "scan_key"),
        link=lambda row: reverse("container", args=[row.id]),
    ),
    Column(
        key="material",
        label=gettext_lazy("Material"),
        value=lambda row: f"{row.material.code} {row.material.name}",
        sort="material__code",
        search=("material__code", "material__name_zh", "material__name_en"),
    ),
    Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, sort="coi", search=("coi",)),
    Column(
        key="lot",
        label=gettext_lazy("Lot"),
        value=lambda row: "" if row.lot is None else row.lot.number,
        search=("lot__number",),
    ),
    Column(key="quantity", label=gettext_lazy("Amount"), value=lambda row: str(row.quantity)),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=container_state, sort="state"),
    Column(key="place", label=gettext_lazy("Place"), sort="place", search=("place",)),
    Column(key="clock_due_at", label=gettext_lazy("Hold time ends"), kind=Kind.MOMENT, sort="clock_due_at"),
    Column(key="changed_at", label=gettext_lazy("Last change"), kind=Kind.MOMENT, sort="changed_at"),
)


def containers(request: HttpRequest) -> HttpResponseBase:
    """All containers in sight."""
    states = tuple((state.value, words.CONTAINER_STATES[state]) for state in ContainerState)
    kinds = tuple((kind.value, words.KINDS[kind]) for kind in MaterialKind)
    table = Table(
        Container.objects.select_related("material", "lot"),
        CONTAINER_COLUMNS,
        request,
        caption=_("Containers"),
        order="-changed_at",
        choices=(
            Choice(key="state", label=_("State"), lookup="state", options=states),
            Choice(key="kind", label=_("Kind"), lookup="material__kind", options=kinds),
        ),
        empty=_("No container is known yet. Announce the container that will arrive."),
    )
    waiting = Container.objects.filter(Q(state=ContainerState.QUARANTINED) | Q(second_scan_due=True)).count()
    expected = Container.objects.filter(state=ContainerState.EXPECTED).count()
    announce = offer(
        actor_of(request),
        MaterialsPermission.EXPECT,
        _("Announce a container"),
        reverse("container_expect"),
        icon="plus",
        look="primary",
    )
    said = _("Expected: %(expected)s. Waiting for a decision or a second scan: %(waiting)s.")
    due = Container.objects.filter(clock_due_at__isnull=False).order_by("clock_due_at").first()
    context = {
        "title": _("Containers"),
        "now": said % {"expected": expected, "waiting": waiting},
        "next": "" if due is None else _("The hold time of %(code)s ends first.") % {"code": due.code},
        "by": None if due is None else due.clock_due_at,
        "offers": [announce],
    }
    return table_response(request, "materials/list.html", table, context)


NEAR_MISS_COLUMNS: tuple[Column[NearMiss], ...] = (
    Column(
        key="happened_at",
        label=gettext_lazy("When"),
        kind=Kind.MOMENT,
        sort="happened_at",
        link=lambda row: reverse("near_miss", args=[row.id]),
    ),
    Column(
        key="kind",
        label=gettext_lazy("Kind"),
        value=lambda row: str(words.NEAR_MISS_KINDS[row.kind]),
        sort="kind",
    ),
    Column(key="scan", label=gettext_lazy("Raw scan"), kind=Kind.CODE, search=("scan",)),
    Column(key="purpose", label=gettext_lazy("Purpose"), sort="purpose", search=("purpose",)),
    Column(key="expected_coi", label=gettext_lazy("Expected chain of identity"), kind=Kind.CODE),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=near_miss_state, sort="state"),
)


def near_misses(request: HttpRequest) -> HttpResponseBase:
    """Scans that did not match."""
    kinds = tuple((kind.value, words.NEAR_MISS_KINDS[kind]) for kind in NearMissKind)
    states = tuple((state.value, words.NEAR_MISS_STATES[state]) for state in NearMissState)
    table = Table(
        NearMiss.objects.all(),
        NEAR_MISS_COLUMNS,
        request,
        caption=_("Near misses"),
        order="-happened_at",
        choices=(
            Choice(key="state", label=_("State"), lookup="state", options=states),
            Choice(key="kind", label=_("Kind"), lookup="kind", options=kinds),
        ),
        empty=_("No scan has missed yet. A wrong label stops the work and appears here."),
    )
    waiting = NearMiss.objects.filter(state=NearMissState.OPEN).count()
    context = {
        "title": _("Near misses"),
        "now": _("Near misses to be reviewed: %(count)s.") % {"count": waiting},
        "next": _("Quality reviews them.") if waiting else "",
        "who": who(MaterialsPermission.REVIEW_NEAR_MISS) if waiting else "",
        "offers": [],
    }
    return table_response(request, "materials/list.html", table, context)


def patients(request: HttpRequest) -> HttpResponseBase:
    """Chains of identity, without a name (T20)."""
    columns: tuple[Column[Patient], ...] = (
        Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, sort="coi", search=("coi",)),
        Column(key="enrolled_at", label=gettext_lazy("Begun at"), kind=Kind.MOMENT, sort="enrolled_at"),
    )
    table = Table(
        Patient.objects.all(),
        columns,
        request,
        caption=_("Chains of identity"),
        order="-enrolled_at",
        empty=_("No chain of identity has begun. It begins before the first collection."),
    )
    enrol = offer(
        actor_of(request),
        MaterialsPermission.ENROL_PATIENT,
        _("Begin a chain of identity"),
        reverse("patient_enrol"),
        icon="plus",
        look="primary",
    )
    said = _("Chains of identity: %(count)s. Patients appear by their codes alone.")
    context = {"title": _("Chains of identity"), "now": said % {"count": Patient.objects.count()}, "offers": [enrol]}
    return table_response(request, "materials/list.html", table, context)


def source_state(row: Source, at: datetime) -> State:
    """Whether material of this source may be taken."""
    return State("running", _("Approved")) if row.approved(at) else State("stopped", _("Not approved"))


def sources(request: HttpRequest) -> HttpResponseBase:
    """Hospitals and vendors on the approved list (CN-4a)."""
    at = now()
    may_withdraw = actor_of(request).may(MaterialsPermission.APPROVE_SOURCE)
    columns: tuple[Column[Source], ...] = (
        Column(
            key="name",
            label=gettext_lazy("Name"),
            sort="name",
            search=("name",),
            link=lambda row: reverse("source_withdraw", args=[row.id]) if may_withdraw and row.approved(at) else None,
        ),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=lambda row: source_state(row, at)),
        Column(key="approved_until", label=gettext_lazy("Approved until"), kind=Kind.MOMENT, sort="approved_until"),
    )
    table = Table(
        Source.objects.all(),
        columns,
        request,
        caption=_("Approved sources"),
        order="name",
        empty=_("No hospital and no vendor is approved yet. Nothing can be received in order."),
    )
    approve = offer(
        actor_of(request),
        MaterialsPermission.APPROVE_SOURCE,
        _("Approve a source"),
        reverse("source_approve"),
        icon="plus",
        look="primary",
    )
    running = Source.objects.filter(approved_until__gt=at).count()
    context = {
        "title": _("Approved sources"),
        "now": _("Sources that may send material: %(count)s.") % {"count": running},
        "offers": [approve],
    }
    return table_response(request, "materials/list.html", table, context)
