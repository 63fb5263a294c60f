"""From a gap to a recruiting lead that carries the demand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.chain.areas import area_problems
from cellpark.chain.events import Demand, RecruitmentOpened
from cellpark.chain.figures.book import Wanted
from cellpark.chain.models import Recruitment
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import write
from cellpark.chain.rules import node_problems
from cellpark.chain.states import DemandKind, VerdictKind
from cellpark.companies import public as companies
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream

DEMAND_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who shall be won, and what is done next until when."""

    name_zh: str = ""
    name_en: str = ""
    code: str = ""
    step: str
    step_on: date
    known_as_other: bool = False


def open_recruitment(
    *, actor: Actor, node: str, area: str, verdict: VerdictKind | None, demand: Sequence[Wanted], lead: Lead
) -> Recruitment:
    """Register a lead at the companies for a gap; ``demand`` is what called for it and stays with the lead.

    Raises ``Refused``: ``chain.node.unknown``, ``chain.area.malformed``, ``chain.recruitment.nothing`` where the node
    calls for nothing, and what the companies refuse, such as a company that is known already.
    """
    actor.require(ChainPermission.RECRUIT)
    house = actor.organisation_id
    assert house is not None, "a lead belongs to an operator"
    refuse_any([*node_problems(node), *area_problems(area)])
    if verdict is None and not demand:
        raise Refused(Problem("chain.recruitment.nothing", {"node": node}))
    demand = without_sealed(demand)
    with transaction.atomic():
        lock_stream(f"chain/{house}")
        company = companies.register_lead(
            actor=actor,
            details=companies.Details(name_zh=lead.name_zh, name_en=lead.name_en, code=lead.code, node=node),
            step=lead.step,
            step_on=lead.step_on,
            source=f"chain:{area}:{node}",
            demand=said(demand),
            known_as_other=lead.known_as_other,
        )
        event = RecruitmentOpened(
            id=new_id(),
            node=node,
            area=area,
            company=company.id,
            name_zh=company.name_zh,
            name_en=company.name_en,
            demand=tuple(
                Demand(kind=each.kind, id=each.id, node=each.node, day=each.day, text=each.text[:400])
                for each in demand[:DEMAND_MAX]
            ),
            verdict="" if verdict is None else verdict.value,
        )
        made: Recruitment = write(event, actor=actor, organisation=house)
        return made


def without_sealed(demand: Sequence[Wanted]) -> list[Wanted]:
    """The demand without the words of applicants, which stand in no ledger; pages read them where they lie."""
    needs = companies.sealed_needs(each.id for each in demand if each.kind == DemandKind.NEED)
    return [replace(each, text="") if each.id in needs else each for each in demand]


def said(demand: Sequence[Wanted]) -> str:
    """The demand as it stays with the lead: one line each, with its day and node and in the words of whoever asked.

    Nothing in it belongs to a language of the house: pages tell the kinds from the recruitment, in the reader's.
    """
    return "\n".join(f"{each.day.isoformat()} {each.node} {each.text}".strip() for each in demand[:20])[:1900]
