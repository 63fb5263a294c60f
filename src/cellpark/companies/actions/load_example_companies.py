"""Load the example companies and the rules that come along."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.db import transaction

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies.actions.accept_application import accept_application
from cellpark.companies.actions.apply import Filled, apply
from cellpark.companies.actions.ask_review import ask_review
from cellpark.companies.actions.decline import decline
from cellpark.companies.actions.enter_resident import enter_resident
from cellpark.companies.actions.give_review import give_review
from cellpark.companies.actions.graduate import graduate
from cellpark.companies.actions.leave import leave
from cellpark.companies.actions.load_rules import load_rules
from cellpark.companies.actions.make_offer import OfferedRoom, make_offer
from cellpark.companies.actions.note_visit import note_visit
from cellpark.companies.actions.record_milestone import record_milestone
from cellpark.companies.actions.register_lead import register_lead
from cellpark.companies.actions.state_need import meet_need, state_need
from cellpark.companies.example_file import ExampleCompany, read_example_companies
from cellpark.companies.judging import vocabulary_of
from cellpark.companies.models import Company
from cellpark.companies.planning import plan
from cellpark.companies.queries import reviews_of
from cellpark.companies.rows import today
from cellpark.companies.rules import Details, Speaker, Wish
from cellpark.companies.staff import staff_of
from cellpark.companies.states import CompanyState
from cellpark.identifiers import credit
from cellpark.identity.public import Organisation, OrganisationKind
from cellpark.kernel.months import add_months
from cellpark.ledger.public import lock_stream
from cellpark.recognition.public import read_company

_C = CompanyState
FORM = frozenset({_C.APPLIED, _C.IN_REVIEW, _C.ACCEPTED, _C.OFFERED})
RESIDENTS = frozenset({_C.MOVED_IN, _C.GRADUATED, _C.LEFT})
EVIDENCE = "example"


def load_example_companies(*, folder: Path, recognitions: Path) -> int:
    """The rules of both folders and the companies of the example operator, once; how many companies were made."""
    with use_scope(EVERYTHING), transaction.atomic():
        lock_stream("system/example-companies")
        house = Organisation.objects.filter(kind=OrganisationKind.OPERATOR, example=True).order_by("id").first()
        if house is None or Company.objects.filter(organisation_id=house.id, example=True).exists():
            return 0
        actor = Actor.system("examples")
        load_example_rules(actor=actor, house=house.id, folder=folder, recognitions=recognitions)
        known = recognitions / "example-cells.company.yaml"
        found = read_example_companies(folder / "companies.yaml")
        for company in found:
            _Loading(actor, house.id, known).load(company)
        return len(found)


def load_example_rules(*, actor: Actor, house: UUID, folder: Path, recognitions: Path) -> None:
    """The rules of both folders for one house: what companies are judged by, and what may be said of them."""
    # data first: rules are read with what they may speak of
    files = [*recognitions.glob("data.yaml"), *folder.glob("data.yaml")]
    files += [*sorted(recognitions.glob("*.recognition.yaml")), *sorted(folder.glob("*.recognition.yaml"))]
    for each in [*files, folder / "admission.yaml"]:
        name = f"{each.parent.name}/{each.name}"
        load_rules(actor=actor, file=name, content=each.read_bytes(), organisation_id=house)


class _Loading:
    """One company, brought to its state by the acts of the house."""

    def __init__(self, actor: Actor, house: UUID, known: Path) -> None:
        people = staff_of(house)
        self.actor, self.house, self.known = actor, house, known
        self.owner = people[-1].id if people else None
        self.staff = [actor_for(each.id, house, running_memberships(each.id), channel="system") for each in people]

    def load(self, said: ExampleCompany) -> None:
        code = credit.complete("9", "1", "000000", said.organisation) if said.organisation else ""
        details = Details(name_zh=said.zh, name_en=said.en, code=code, node=said.node)
        row = self._applied(said, details) if said.state in FORM else self._registered(said, details)
        self._more(said, row)
        self._ended(said, row)

    def _registered(self, said: ExampleCompany, details: Details) -> Company:
        row = register_lead(
            actor=self.actor,
            details=details,
            step=said.step,
            step_on=today() + timedelta(days=max(said.in_days, 0)),
            source=said.source,
            demand=said.demand,
            owner=self.owner,
            organisation_id=self.house,
            example=True,
        )
        if said.state is _C.VISITED:
            step_on = today() + timedelta(days=said.in_days)
            note_visit(
                actor=self.actor, company_id=row.id, day=today(), remark=EVIDENCE, step=said.step, step_on=step_on
            )
        return row

    def _applied(self, said: ExampleCompany, details: Details) -> Company:
        assert said.contact is not None, "an application has somebody to answer to"
        filled = Filled(
            details=details,
            speaker=Speaker(name=said.contact.name, email=said.contact.email, phone=said.contact.phone),
            consent=EVIDENCE,
            language="zh-hans",
            business=said.business,
        )
        row: Company = apply(house=self.house, filled=filled, example=True).company
        plan(row, actor=self.actor, owner=self.owner, step=row.next_step, on=row.next_step_on)
        if said.state is not _C.APPLIED and len(self.staff) > 1:
            self._reviewed(said, row)
        return row

    def _reviewed(self, said: ExampleCompany, row: Company) -> None:
        reviewers = self.staff[:2]
        people = [each.person_id for each in reviewers if each.person_id is not None]
        ask_review(actor=self.actor, company_id=row.id, reviewers=people)
        for review, reviewer, scores in zip(reviews_of(row.id), reviewers, said.scores, strict=False):
            give_review(actor=reviewer, review_id=review.id, no_conflict=True, scores=scores, remark=EVIDENCE)
        if said.state is _C.IN_REVIEW:
            return
        due = today() + timedelta(days=said.in_days)
        accept_application(actor=self.actor, company_id=row.id, reason=EVIDENCE, step=said.step, step_on=due)
        if said.offer is not None:
            rooms = [OfferedRoom(new_id(), each.code, Decimal(each.area)) for each in said.offer.rooms]
            until = today() + timedelta(days=said.offer.in_days)
            make_offer(actor=self.actor, company_id=row.id, rooms=rooms, terms=said.offer.terms, valid_until=until)

    def _more(self, said: ExampleCompany, row: Company) -> None:
        for each in said.milestones:
            self._milestone(row, each.kind, each.value, each.ago, each.evidence)
        if said.recognitions:
            _name, data, granted = read_company(self.known.read_bytes(), vocabulary_of(self.house))
            for kind, value in data.items():
                text = str(value).lower() if isinstance(value, bool) else str(value)
                self._milestone(row, kind, text, 30, EVIDENCE)
            for key, day in granted.items():
                self._milestone(row, f"granted.{key}", "true", max((today() - day).days, 0), EVIDENCE)
        if said.state in RESIDENTS and said.stage is not None:
            tenant = Organisation.objects.filter(name_en=said.tenant, example=True).first() if said.tenant else None
            enter_resident(
                actor=self.actor,
                company_id=row.id,
                day=add_months(today(), -8),
                stage=said.stage,
                evidence=said.source or EVIDENCE,
                step=said.step,
                step_on=today() + timedelta(days=max(said.in_days, 0)),
                tenant_id=tenant.id if tenant else None,
            )
        for need in said.needs:
            wish = Wish(kind=need.kind, text=need.text, node=need.node, wanted=need.wanted)
            made = state_need(actor=self.actor, company_id=row.id, wish=wish)
            if need.met_by:
                meet_need(actor=self.actor, need_id=made.id, met_by=need.met_by)

    def _milestone(self, row: Company, kind: str, value: str, ago: int, evidence: str) -> None:
        day = today() - timedelta(days=ago)
        record_milestone(actor=self.actor, company_id=row.id, kind=kind, value=value, day=day, evidence=evidence)

    def _ended(self, said: ExampleCompany, row: Company) -> None:
        if said.state is _C.DECLINED:
            decline(actor=self.actor, company_id=row.id, reason=said.reason)
        elif said.state in (_C.GRADUATED, _C.LEFT):
            verb = graduate if said.state is _C.GRADUATED else leave
            verb(actor=self.actor, company_id=row.id, day=today(), reason=said.reason)
        elif said.in_days < 0:
            # one that fell asleep, so that the board has something to wake
            row.refresh_from_db()
            asleep = today() + timedelta(days=said.in_days)
            plan(row, actor=self.actor, owner=self.owner, step=said.step, on=asleep)
