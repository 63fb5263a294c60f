"""Plans that are drawn up or changed in the background, chances, slots and what is held."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from cellpark.access.public import actor_of, requires
from cellpark.plans import public as plans
from cellpark.plans.public import PlanPermission as May
from cellpark.plans.public import Work
from cellpark.web.api.calls import own_organisation, own_page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.plans_plans import TAG
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.plans import (
    ChanceIn,
    ChangeIn,
    DrawIn,
    KeptPromiseOut,
    SlotHoldIn,
    SlotHoldOut,
    SlotOfferOut,
    WorkOut,
)
from cellpark.web.api.values import MomentIn

SEE, DRAW, HOLD = requires(May.SEE), requires(May.DRAW), requires(May.HOLD)
Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@operation("GET", "plan-work", access=SEE, answers={200: list[WorkOut]}, tag=TAG, summary=_("List work on plans"))
def list_plan_work(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[WorkOut]:
    """What was asked for in one's own plant."""
    return [WorkOut.of(row) for row in own_page(request, response, plans.works, after=after, limit=limit)]


@operation("GET", "plan-work/{work_id}", access=SEE, answers={200: WorkOut}, tag=TAG, summary=_("Read how far work is"))
def get_plan_work(request: HttpRequest, work_id: UUID) -> WorkOut:  # noqa: ARG001 -- ninja's signature
    """How far it is, and what came of it."""
    return WorkOut.of(plans.work_row(work_id))


@operation("POST", "plan-work/draw", access=DRAW, answers={200: WorkOut}, tag=TAG, summary=_("Draw up a plan"))
def draw_up_a_plan(request: HttpRequest, response: HttpResponse, body: DrawIn) -> WorkOut:
    """From the facts of the house; the draft is named by the work when it is done."""
    actor, owner = actor_of(request), own_organisation(request)
    return _asked(
        request, response, lambda: plans.ask_for_plan(actor=actor, organisation_id=owner, **body.model_dump())
    )


@operation(
    "POST", "plan-work/change", access=DRAW, answers={200: WorkOut}, tag=TAG, summary=_("Change the published plan")
)
def change_the_plan(request: HttpRequest, response: HttpResponse, body: ChangeIn) -> WorkOut:
    """After disturbances, by the policy in force; the proposal is a draft."""
    actor, owner = actor_of(request), own_organisation(request)
    said = body.disturbances
    return _asked(
        request, response, lambda: plans.ask_for_change(actor=actor, organisation_id=owner, disturbances=said)
    )


@operation(
    "POST", "plan-work/chance", access=DRAW, answers={200: WorkOut}, tag=TAG, summary=_("Count how sure a slot is")
)
def count_a_chance(request: HttpRequest, response: HttpResponse, body: ChanceIn) -> WorkOut:
    """By scenarios that start in the plant as it is."""
    actor, owner = actor_of(request), own_organisation(request)
    return _asked(
        request, response, lambda: plans.ask_for_chance(actor=actor, organisation_id=owner, **body.model_dump())
    )


@operation(
    "POST",
    "plan-work/{work_id}/stop",
    access=DRAW,
    answers={200: WorkOut},
    tag=TAG,
    summary=_("End work with what was found so far"),
)
def stop_plan_work(request: HttpRequest, response: HttpResponse, work_id: UUID) -> WorkOut:
    """What has not begun does not begin."""
    plans.work_row(work_id)
    return _asked(request, response, lambda: plans.stop_work(actor=actor_of(request), work_id=work_id))


@operation(
    "GET",
    "plan-offer",
    access=SEE,
    answers={200: SlotOfferOut},
    tag=TAG,
    summary=_("Find the slot of one more patient"),
    refuses=(409,),
)
def find_a_slot(request: HttpRequest, recipe: Sha, release: MomentIn) -> SlotOfferOut:
    """In the published plan with what is held; nothing is taken by asking."""
    return SlotOfferOut.of(plans.offer(own_organisation(request), recipe, release=release))


@operation("GET", "slot-holds", access=SEE, answers={200: list[SlotHoldOut]}, tag=TAG, summary=_("List held slots"))
def list_held_slots(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[SlotHoldOut]:
    """Those of one's own plant."""
    return [SlotHoldOut.of(row) for row in own_page(request, response, plans.holds, after=after, limit=limit)]


@operation(
    "POST",
    "slot-holds",
    access=HOLD,
    answers={200: SlotHoldOut},
    tag=TAG,
    summary=_("Hold a slot for an order"),
)
def hold_a_slot(request: HttpRequest, response: HttpResponse, body: SlotHoldIn) -> SlotHoldOut:
    """By the hospital, or by the maker's planner once the order is submitted."""
    actor = actor_of(request)
    plans.order_in_sight(actor, body.order_id)  # a stranger's is not there, whatever else is wrong (T19)
    made = plans.hold_slot(actor=actor, order_id=body.order_id, release=body.release, promised=body.promised)
    response["Cache-Control"] = "no-store"
    return SlotHoldOut.of(made)


@operation(
    "POST",
    "slot-holds/{hold_id}/give-back",
    access=HOLD,
    answers={200: SlotHoldOut},
    tag=TAG,
    summary=_("Give a held slot back"),
)
def give_a_slot_back(request: HttpRequest, response: HttpResponse, hold_id: UUID) -> SlotHoldOut:
    """Nobody needs it any more."""
    plans.hold_row(hold_id)
    done = perform(request, lambda: plans.give_back(actor=actor_of(request), hold_id=hold_id).id)
    repeated(response, done)
    return SlotHoldOut.of(plans.hold_row(done.id))


@operation(
    "GET",
    "kept-promises",
    access=SEE,
    answers={200: list[KeptPromiseOut]},
    tag=TAG,
    summary=_("List promises whose outcome is known"),
)
def list_kept_promises(request: HttpRequest) -> list[KeptPromiseOut]:
    """The promised day beside the day on which it was ready."""
    owner = actor_of(request).organisation_id
    return [] if owner is None else [KeptPromiseOut.of(each) for each in plans.kept_promises(owner)]


def _asked(request: HttpRequest, response: HttpResponse, act: Callable[[], Work]) -> WorkOut:
    done = perform(request, lambda: act().id)
    repeated(response, done)
    return WorkOut.of(plans.work_row(done.id))
