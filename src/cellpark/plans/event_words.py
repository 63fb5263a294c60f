"""Words for the events of this app, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_P, _E = (f"plans.{each}." for each in ("plan", "edition"))
_H = "plans.hold."
EVENT_TITLES: Mapping[str, "StrOrPromise"] = {
    f"{_P}drawn": _("Plan drawn up"),
    f"{_P}submitted": _("Plan submitted"),
    f"{_P}approved": _("Plan published"),
    f"{_P}declined": _("Plan given back"),
    f"{_P}superseded": _("Plan superseded"),
    f"{_P}discarded": _("Draft discarded"),
    f"{_E}proposed": _("Edition proposed"),
    f"{_E}approved": _("Edition approved"),
    f"{_E}declined": _("Edition declined"),
    f"{_H}made": _("Slot held"),
    f"{_H}taken": _("Slot taken"),
    f"{_H}given_back": _("Slot given back"),
    f"{_H}expired": _("Slot ran out"),
    f"{_H}kept": _("Promise compared"),
}
EVENT_SENTENCES: Mapping[str, "StrOrPromise"] = {
    f"{_P}drawn": _("%(actor)s kept plan %(number)s as a draft: %(jobs)s batches, %(operations)s operations."),
    f"{_P}submitted": _("%(actor)s signed that this plan shall hold; it moves %(moved)s operations."),
    f"{_P}approved": _("%(actor)s published the plan."),
    f"{_P}declined": _("%(actor)s gave the plan back."),
    f"{_P}superseded": _("Another plan was published; this one stays readable."),
    f"{_P}discarded": _("%(actor)s threw the draft away."),
    f"{_E}proposed": _("%(actor)s proposed a document that holds from %(since)s on."),
    f"{_E}approved": _("%(actor)s let it hold."),
    f"{_E}declined": _("%(actor)s decided that it shall not hold."),
    f"{_H}made": _("%(actor)s held a slot for order %(number)s that ends %(ends_at)s."),
    f"{_H}taken": _("The order was submitted; its slot is kept."),
    f"{_H}given_back": _("%(actor)s gave the slot back."),
    f"{_H}expired": _("The order was not submitted in time; its slot is free."),
    f"{_H}kept": _("What was ordered was ready %(ready_at)s."),
}
EVENT_FIELDS: Mapping[str, "StrOrPromise"] = {
    "as_of": _("Facts of"),
    "production_plan": _("Production plan"),
    "counted_from": _("Units counted from"),
    "unit_minutes": _("Minutes of a unit"),
    "facts_sha256": _("Digest of the facts (SHA-256)"),
    "schedule_sha256": _("Digest of the schedule (SHA-256)"),
    "beside_sha256": _("Digest of names and marks (SHA-256)"),
    "moves_sha256": _("Digest of all moves (SHA-256)"),
    "supersedes": _("Plan before"),
    "times": _("Times of the plant"),
    "policy": _("Policy of plans"),
    "jobs": _("Batches planned"),
    "operations": _("Operations planned"),
    "objective": _("Judged at"),
    "bound": _("No plan is better than"),
    "is_proven": _("Proven best"),
    "turns": _("Turns tried"),
    "seed": _("Seed"),
    "moved": _("Operations moved"),
    "moves": _("Moves"),
    "document": _("Document"),
    "held_slot": _("Held slot"),
    "ready_at": _("Ready"),
}
