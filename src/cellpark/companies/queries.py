"""Reading companies: a fixed number of queries, however many there are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from cellpark.access.public import roles_with
from cellpark.companies.facts import Fact
from cellpark.companies.models import Application, Company, Milestone, Need, Offer, Passage, Review
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.states import ENDED, RESIDENT, CompanyState, NeedState, OfferState, ReviewState, Stage
from cellpark.identity.public import Membership, PersonState

CARDS_MAX = 40
PATH = (
    *(CompanyState.LEAD, CompanyState.VISITED, CompanyState.APPLIED, CompanyState.IN_REVIEW, CompanyState.ACCEPTED),
    *(CompanyState.OFFERED, CompanyState.SIGNED, CompanyState.MOVED_IN),
)
"""The way of a company that is recruited."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The companies of one state, or of one stage of those that moved in: the most urgent first, at most forty."""

    state: CompanyState
    stage: Stage | None
    count: int
    cards: Sequence[Company] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Station:
    """How many companies ever came to a state, how many stand there now, and the median of their days there."""

    came: int
    now: int
    days: int | None


def companies() -> "QuerySet[Company]":
    """The companies in sight, without those that were merged into another one."""
    rows: QuerySet[Company] = Company.objects.exclude(state=CompanyState.MERGED)
    return rows


def company(company_id: UUID) -> Company:
    """One company in sight; raises ``DoesNotExist``."""
    row: Company = Company.objects.select_related("merged_into").get(id=company_id)
    return row


def sealed_needs(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Those of these needs whose words came with an application, and the words while somebody may read them."""
    rows = Need.objects.filter(id__in=list(ids), application__isnull=False)
    return dict(rows.values_list("id", "text"))


def own_company(organisation_id: UUID) -> Company | None:
    """What an organisation is as a company of a park."""
    row: Company | None = Company.objects.filter(tenant_id=organisation_id).order_by("-id").first()
    return row


def board() -> list[BoardColumn]:
    """Every column with its count and its first cards. Two queries."""
    running = companies().exclude(state__in=ENDED)
    counts = {
        (state, stage): count
        for state, stage, count in running.order_by().values_list("state", "stage").annotate(Count("id"))
    }
    place = Window(
        RowNumber(), partition_by=[F("state"), F("stage")], order_by=[F("next_step_on").asc(nulls_first=True), F("id")]
    )
    cards: dict[tuple[str, str], list[Company]] = {}
    for row in running.annotate(place=place).filter(place__lte=CARDS_MAX).order_by("state", "stage", "place"):
        cards.setdefault((row.state, row.stage), []).append(row)
    columns: list[tuple[CompanyState, Stage | None]] = [
        (state, None) for state in CompanyState if state not in ENDED and state is not CompanyState.MOVED_IN
    ]
    columns += [(CompanyState.MOVED_IN, stage) for stage in Stage]

    def column(state: CompanyState, stage: Stage | None) -> BoardColumn:
        key = (state.value, stage.value if stage else "")
        return BoardColumn(state, stage, counts.get(key, 0), tuple(cards.get(key, ())))

    return [column(*each) for each in columns]


def asleep(on: date) -> "QuerySet[Company]":
    """Companies whose next step is overdue or was never named, or that nobody looks after; the longest first."""
    rows = companies().exclude(state__in=ENDED)
    forgotten = Q(next_step_on__lt=on) | Q(next_step_on=None) | _unowned(on)
    return rows.filter(forgotten).order_by(F("next_step_on").asc(nulls_first=True), "id")


def unowned(on: date) -> "QuerySet[Company]":
    """Companies that nobody looks after: never named, or somebody who does so no more; the most urgent first."""
    rows = companies().exclude(state__in=ENDED).filter(_unowned(on))
    return rows.order_by(F("next_step_on").asc(nulls_first=True), "id")


def _unowned(on: date) -> Q:
    keepers = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on),
        role__in=roles_with(CompanyPermission.KEEP),
        person__state=PersonState.ACTIVE,
    )
    return Q(owner_person=None) | ~Q(owner_person__in=keepers.order_by().values("person_id"))


def due_for(person_id: UUID, until: date) -> "QuerySet[Company]":
    """The companies whose next step is this person's up to a day."""
    rows = companies().exclude(state__in=ENDED).filter(owner_person=person_id, next_step_on__lte=until)
    return rows.order_by("next_step_on", "id")


def funnel(since: date, on: date) -> Mapping[CompanyState, Station]:
    """How far the companies came that became known since a day, and how long those stand that stand there. Two queries.

    Whoever reached a state came past those before it, the visit to whoever applied by the form as well. Companies that
    were in the park before their record began were never recruited and do not count.
    """
    first = Passage.objects.filter(state=CompanyState.LEAD, day__gte=since).values("company_id")
    told = (
        Passage.objects.filter(company_id__in=first)
        .order_by()
        .values_list("company_id")
        .annotate(states=ArrayAgg("state"))
    )
    reached: Counter[str] = Counter()
    for _company, states in told:
        known = set(states)
        if CompanyState.MOVED_IN in known and CompanyState.SIGNED not in known:
            continue
        far = max((PATH.index(CompanyState(each)) for each in known if each in PATH), default=0)
        reached.update(each.value for each in PATH[: far + 1])
        reached.update(known & {each.value for each in ENDED})
    standing: dict[str, list[int]] = {}
    for state, day in companies().exclude(state__in=ENDED).values_list("state", "state_since"):
        standing.setdefault(state, []).append((on - day).days)
    return {
        state: Station(
            reached[state.value],
            len(standing.get(state.value, ())),
            round(median(standing[state.value])) if state.value in standing else None,
        )
        for state in CompanyState
    }


def needs(state: NeedState | None = None) -> "QuerySet[Need]":
    """The needs in sight with their companies, the oldest first."""
    rows: QuerySet[Need] = Need.objects.select_related("company").order_by("since", "id")
    return rows if state is None else rows.filter(state=state)


def needs_of(company_id: UUID) -> "QuerySet[Need]":
    """What a company looks for, the open ones first."""
    rows: QuerySet[Need] = Need.objects.filter(company_id=company_id)
    return rows.order_by(F("ended_on").desc(nulls_first=True), "since", "id")


def milestones_of(company_id: UUID) -> "QuerySet[Milestone]":
    """What a company reached, the latest first."""
    rows: QuerySet[Milestone] = Milestone.objects.filter(company_id=company_id)
    return rows.order_by("-day", "-recorded_at", "-id")


def facts_of(rows: Iterable[Milestone]) -> list[Fact]:
    """Those milestones that count, in the order of their days."""
    counted = [each for each in rows if not each.voided]
    ordered = sorted(counted, key=lambda each: (each.day, each.recorded_at, each.id))
    return [Fact(each.kind, each.value, each.day) for each in ordered]


def applications_beside(since: datetime) -> "QuerySet[Application]":
    """Applications since a moment of companies that are not on their way: declined, resident, gone; the latest first.

    They change no state, so that nothing else says that somebody waits for an answer.
    """
    rows: QuerySet[Application] = Application.objects.defer("file").select_related("company")
    beside = (ENDED | RESIDENT) - {CompanyState.MERGED}
    late = rows.filter(sent_at__gte=since, company__state__in=beside, sent_at__date__gt=F("company__state_since"))
    return late.order_by("-sent_at", "-id")


def reviews_of(company_id: UUID) -> list[Review]:
    """The reviews of the present round, in the order in which they were asked for."""
    found = list(Review.objects.filter(company_id=company_id).order_by("-round", "id"))
    return [each for each in found if each.round == found[0].round]


def review(review_id: UUID) -> Review:
    """One review in sight; raises ``DoesNotExist``."""
    row: Review = Review.objects.select_related("company").get(id=review_id)
    return row


def reviews_waiting(person_id: UUID) -> "QuerySet[Review]":
    """The reviews that somebody was asked for and has not given."""
    rows: QuerySet[Review] = Review.objects.filter(reviewer=person_id, state=ReviewState.NAMED)
    return rows.select_related("company").order_by("id")


def offers_of(company_id: UUID) -> "QuerySet[Offer]":
    """The offers that were made to a company, the latest first."""
    rows: QuerySet[Offer] = Offer.objects.filter(company_id=company_id)
    return rows.order_by("-made_at", "-id")


def open_offer(company_id: UUID) -> Offer | None:
    """The offer that stands."""
    row: Offer | None = Offer.objects.filter(company_id=company_id, state=OfferState.OPEN).first()
    return row


def passages_of(company_id: UUID) -> "QuerySet[Passage]":
    """When a company came into which state."""
    rows: QuerySet[Passage] = Passage.objects.filter(company_id=company_id)
    return rows.order_by("id")


def merged_into(company_id: UUID) -> list[Company]:
    """The records that were this company all along."""
    return list(Company.objects.filter(merged_into_id=company_id).order_by("id"))
