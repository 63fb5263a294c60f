"""What batches teach: compared in the background, looked at, kept as an edition by whoever may, for one's own house."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches import public as batches
from cellpark.identity.public import Person, Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import envelope, events_of
from cellpark.plans import public as plans
from cellpark.plans.public import Work, WorkState
from cellpark.recipes import public as recipes
from cellpark.recipes.public import OverlayEdition
from tests.api.callers import Program, token_for
from tests.batches.floor import OTHER_COI
from tests.pages.conftest import signed_in
from tests.people import acting, organisation, person
from tests.plans.conftest import house  # noqa: F401 -- a fixture
from tests.plans.house import House
from tests.plans.test_publishing import codes


@dataclass
class Taught:
    """A house that carried one batch out and gave another up."""

    house: House
    recipe: UUID

    @property
    def here(self) -> str:
        return reverse("learning_recipe", args=[self.recipe])

    def asked(self, who: Actor | None = None) -> Work:
        home = self.house.home.id
        return plans.ask_for_learning(actor=who or self.house.one, organisation_id=home, recipe_id=self.recipe)

    def compared(self) -> Work:
        row = self.asked()
        plans.carry_out(row.id)
        row.refresh_from_db()
        assert row.state == WorkState.DONE, plans.problems_of(row)
        return row

    def keep(self, row: Work, who: Actor | None = None) -> OverlayEdition:
        return plans.keep_learned(actor=who or self.house.one, work_id=row.id, reason="a month")

    def member(self, role: Role) -> Person:
        return person(f"learning-{role}-{uuid4().hex[:6]}@floor.example.org", role, within=self.house.home)


@pytest.fixture
def bare(house: House) -> Taught:  # noqa: F811
    """The recipe is in force; nothing was carried out."""
    version = recipes.approved_versions().get(organisation_id=house.home.id)
    return Taught(house, version.recipe_id)


@pytest.fixture
def taught(bare: Taught) -> Taught:
    floor = bare.house.floor
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    floor.activated(batch, floor.beads())
    floor.controlled(batch, 1, tvc="1e9 cells")
    floor.controlled(batch, 2)
    floor.filled(batch)
    batches.finish_batch(actor=floor.one, batch_id=batch.id)
    given_up = floor.started("B-0002", coi=OTHER_COI)
    batches.abort_batch(actor=floor.lead, batch_id=given_up.id, reason="no cells")
    return bare


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def sent(client: Client, address: str, **more: str) -> int:
    status: int = client.post(address, {"idempotency_key": str(uuid4()), **more}).status_code
    return status


def test_old_and_new_stand_beside_each_other_and_the_recipe_stays(taught: Taught) -> None:
    row = taught.compared()
    found = plans.comparison_of(row)
    assert found is not None
    assert found.batches == ("B-0001", "B-0002")
    assert found.before == "small.plan.yaml"
    lines = {(each.what, each.name): each for each in found.lines}
    # two rounds of the loop, and in none of them the branch
    assert lines["rounds", "U2"].observations == 1
    assert lines["chance", "U2.2"].observations == 2
    assert all(each.low <= each.new <= each.high for each in found.lines)
    before = recipes.approved_versions().get(recipe_id=taught.recipe)
    kept = taught.keep(row)
    after = recipes.approved_versions().get(recipe_id=taught.recipe)
    assert (after.sha256, after.version) == (before.sha256, before.version)
    assert (kept.name, kept.sha256, kept.based_on) == ("SMALL-1-1#1", found.sha256, found.based_on)
    assert (kept.reason, kept.kept_by) == ("a month", taught.house.planner.id)
    said = [envelope(each) for each in events_of(f"recipe-overlay/{taught.recipe}")]
    assert [(each["data"]["batches"], each["reason"]) for each in said] == [(["B-0001", "B-0002"], "a month")]


def test_the_page_says_what_holds_what_ended_and_what_they_say(taught: Taught) -> None:
    client = signed_in(taught.house.planner)
    said = page(client, reverse("learning"))
    assert "small.plan.yaml" in said
    assert "2 batches ended that no edition counts yet." in said
    assert "from the beginning: a file beside the recipes" in page(client, taught.here)
    assert "What would become otherwise" not in page(client, taught.here)
    compare = reverse("learning_compare", args=[taught.recipe])
    assert sent(client, compare) == 303
    row = plans.comparisons(taught.house.home.id, taught.recipe).get()
    assert row.state == WorkState.WAITING
    assert "Its batches are being read." in page(client, taught.here)
    plans.carry_out(row.id)
    said = page(client, taught.here)
    assert "What would become otherwise" in said
    assert '<circle class="intervals' in said
    assert "2 batches, compared with small.plan.yaml" in said
    # those that differ by more than their interval, as a file
    found = plans.comparison_of(plans.work_row(row.id))
    assert found is not None
    files = [client.get(taught.here, {"export": "csv", "only": only}).getvalue().decode() for only in ("yes", "no")]
    assert [each.strip().count("\n") for each in files] == [
        len(found.changed),
        len(found.lines) - len(found.changed),
    ]
    keep = reverse("learning_keep", args=[row.id])
    assert sent(client, keep, reason="") == 422
    assert sent(client, keep, reason="one month") == 303
    said = page(client, taught.here)
    assert "SMALL-1-1#1" in said
    assert "one month" in said
    assert "No executed batch waits to be learned from." in said
    edition = OverlayEdition.objects.get()
    said = page(client, reverse("learning_edition", args=[edition.id]))
    assert "It is planned with this edition." in said
    assert "B-0001, B-0002" in said
    assert taught.house.planner.name in said
    assert "What this edition says otherwise than the overlay before" in said
    text = client.get(reverse("learning_edition_text", args=[edition.id]))
    assert text.content.decode() == edition.text
    assert "SMALL-1-1-1.plan.yaml" in text["Content-Disposition"]


def test_everything_is_said_in_chinese_as_well(taught: Taught) -> None:
    row = taught.compared()
    client = signed_in(taught.house.planner, language="zh-hans")
    said = page(client, taught.here)
    assert "\u539f\u503c" in said
    assert "What is planned with" not in said
    taught.keep(row)
    said = page(client, reverse("learning_edition", args=[OverlayEdition.objects.get().id]))
    assert "How it came about" not in said


def test_keeping_twice_keeps_once(taught: Taught) -> None:
    """The same form sent again is the same act; another form is told that the comparison is of yesterday."""
    row = taught.compared()
    client, keep = signed_in(taught.house.planner), reverse("learning_keep", args=[row.id])
    key = str(uuid4())
    for _again in range(2):
        assert client.post(keep, {"idempotency_key": key, "reason": "one month"}).status_code == 303
    answer = client.post(keep, {"idempotency_key": str(uuid4()), "reason": "one month"})
    assert answer.status_code == 422
    assert "was kept meanwhile" in answer.content.decode()
    assert OverlayEdition.objects.count() == 1
    with pytest.raises(Refused) as refused:
        taught.keep(row)
    assert codes(refused) == ["recipes.overlay.moved_on"]


def test_a_program_keeps_an_edition_once_and_reads_it(taught: Taught) -> None:
    row, program = taught.compared(), Program(token_for(taught.house.planner))
    body, key = {"comparison": str(row.id), "reason": "one month"}, str(uuid4())
    kept = program.post("overlay-editions", body, Idempotency_Key=key)
    assert (kept.status, kept.body["name"], kept.body["reason"]) == (200, "SMALL-1-1#1", "one month")
    assert kept.body["batches"] == ["B-0001", "B-0002"]
    again = program.post("overlay-editions", body, Idempotency_Key=key)
    assert (again.status, again.body["id"]) == (200, kept.body["id"])
    assert OverlayEdition.objects.count() == 1
    assert program.get(f"overlay-editions/{kept.body['id']}").body["edition"]["id"] == kept.body["id"]
    (holds,) = program.get("overlays").body
    assert (holds["edition"], holds["sha256"], holds["waiting"]) == (kept.body["id"], kept.body["sha256"], 0)


def test_a_program_is_refused_what_was_kept_already_and_what_is_of_yesterday(taught: Taught) -> None:
    """A comparison is kept once; one that was made before another edition was kept is stale."""
    program = Program(token_for(taught.house.planner))
    row = taught.compared()
    stale = Work(
        organisation_id=row.organisation_id,
        kind=row.kind,
        state=row.state,
        asked=row.asked,
        answer=row.answer,
        asked_at=row.asked_at,
    )
    stale.save(force_insert=True)
    assert program.post("overlay-editions", {"comparison": str(row.id), "reason": "one month"}).status == 200
    for each in (row, stale):
        refused = program.post("overlay-editions", {"comparison": str(each.id), "reason": "again"})
        assert (refused.status, refused.codes) == (409, ["recipes.overlay.moved_on"])
        # and a second time the same
        assert program.post("overlay-editions", {"comparison": str(each.id), "reason": "again"}).codes == refused.codes
    assert OverlayEdition.objects.count() == 1


def test_a_program_keeps_nothing_of_which_nothing_came_or_without_a_reason(taught: Taught) -> None:
    program = Program(token_for(taught.house.planner))
    row = taught.asked()
    body = {"comparison": str(row.id), "reason": "one month"}
    assert program.post("overlay-editions", body).codes == ["plans.learn.nothing"]
    assert program.post("overlay-editions", {**body, "reason": ""}).status == 422
    assert program.post("overlay-editions", {**body, "comparison": str(uuid4())}).status == 404
    assert not OverlayEdition.objects.exists()


def test_T19_a_program_of_another_house_keeps_nothing(taught: Taught) -> None:
    """T19: the comparison is not there for it; a colleague who may not keep is refused."""
    row = taught.compared()
    body = {"comparison": str(row.id), "reason": "one month"}
    stranger = person("program@other.example.org", Role.PLANNER, within=organisation("Other plant"))
    assert Program(token_for(stranger)).post("overlay-editions", body).status == 404
    assert Program(token_for(taught.member(Role.ANALYST))).post("overlay-editions", body).status == 403
    assert not OverlayEdition.objects.exists()


def test_a_batch_counts_once(taught: Taught) -> None:
    """What an edition was learned from is left out of the next comparison."""
    taught.keep(taught.compared())
    with pytest.raises(Refused) as refused:
        taught.asked()
    assert codes(refused) == ["planning.learn.nothing"]


def test_without_an_executed_batch_it_says_so(bare: Taught) -> None:
    client = signed_in(bare.house.planner)
    assert "No executed batch waits to be learned from." in page(client, bare.here)
    answer = client.post(reverse("learning_compare", args=[bare.recipe]), {"idempotency_key": str(uuid4())})
    assert answer.status_code == 422
    assert "No executed batch of the recipe SMALL-1" in answer.content.decode()


def test_without_an_overlay_it_says_so(taught: Taught, settings: object) -> None:
    settings.PLAN_FOLDERS = []  # type: ignore[attr-defined]
    said = page(signed_in(taught.house.planner), taught.here)
    assert "It has no planning overlay." in said
    assert reverse("learning_compare", args=[taught.recipe]) not in said


def test_a_comparison_that_nobody_wants_any_more_says_nothing(taught: Taught) -> None:
    row = taught.asked()
    with pytest.raises(Refused) as refused:
        taught.asked()
    assert codes(refused) == ["plans.work.busy"]
    Work.objects.filter(id=row.id).update(stop_wanted=True)
    plans.carry_out(row.id)
    row.refresh_from_db()
    assert row.state == WorkState.STOPPED
    assert plans.comparison_of(row) is None
    assert "ended before all batches were read" in page(signed_in(taught.house.planner), taught.here)
    with pytest.raises(Refused) as refused:
        taught.keep(row)
    assert codes(refused) == ["plans.learn.nothing"]


def test_who_may_look_and_who_may_keep(taught: Taught) -> None:
    """A planner and a head of quality keep; whoever sees plans looks."""
    row = taught.compared()
    keep, compare = reverse("learning_keep", args=[row.id]), reverse("learning_compare", args=[taught.recipe])
    for role in (Role.ANALYST, Role.PRODUCTION_OPERATOR):
        client = signed_in(taught.member(role))
        assert "What would become otherwise" in page(client, taught.here)
        assert sent(client, keep, reason="x") == 403
        assert sent(client, compare) == 403
        with pytest.raises(NotAllowed):
            taught.keep(row, acting(taught.member(role), taught.house.home))
    # whoever plans for the plant compares, and does not keep
    platform = signed_in(taught.member(Role.PLATFORM_STAFF))
    assert sent(platform, keep, reason="x") == 403
    assert "Your roles do not allow this." in page(platform, taught.here)
    assert sent(signed_in(taught.member(Role.QUALITY_HEAD)), keep, reason="x") == 303


def test_another_house_finds_nothing(taught: Taught) -> None:
    row = taught.compared()
    edition = taught.keep(row)
    stranger = signed_in(person("one@other.example.org", Role.PLANNER, within=organisation("Other plant")))
    for name, key in (
        ("learning_recipe", taught.recipe),
        ("learning_compare", taught.recipe),
        ("learning_keep", row.id),
        ("learning_edition", edition.id),
        ("learning_edition_text", edition.id),
    ):
        assert stranger.get(reverse(name, args=[key])).status_code == 404, name
    assert "SMALL-1" not in page(stranger, reverse("learning"))
    for address in (f"overlays/{taught.recipe}/editions", f"overlay-editions/{edition.id}"):
        assert stranger.get(f"/api/v1/{address}").status_code in (401, 404)


def test_a_long_history_costs_no_query_for_each_edition(taught: Taught, django_assert_max_num_queries: object) -> None:
    taught.keep(taught.compared())
    client = signed_in(taught.house.planner)
    page(client, taught.here)
    with use_scope(EVERYTHING):
        first = OverlayEdition.objects.get()
        for number in range(2, 12):
            OverlayEdition(
                id=uuid4(),
                organisation_id=first.organisation_id,
                recipe=first.recipe,
                major=1,
                edition=number,
                sha256=first.sha256,
                text=first.text,
                based_on=first.sha256,
                batches=[f"B-1{number}"],
                kept_at=first.kept_at,
                kept_by=taught.house.second.id,
                reason="again",
            ).save(force_insert=True)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        page(client, taught.here)
