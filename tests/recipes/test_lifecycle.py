"""A recipe comes into force by three people and the hash of its text (211-1a, P11-8b)."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg import sql

from cellpark.base.scope import EVERYTHING, OutOfScope, use_scope
from cellpark.identity.public import Meaning, Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import envelope, events_of, signature_state, signatures_of
from cellpark.recipes import public as recipes
from cellpark.recipes.dialect import identity, parse_approved
from tests.people import acting, organisation, person
from tests.recipes.conftest import TEXT, Plant

TABLES = ("masterrecipe", "overlayedition", "recipeversion", "recipetext", "recipedraft", "stepcomment")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_recipe_comes_into_force_by_author_reviewer_and_approver(plant: Plant) -> None:
    """211-1a: written, checked and approved by different people; each signature names the record that it signs."""
    version = plant.in_force()
    assert (version.state, version.sha256) == ("approved", identity(TEXT))
    assert [version.author, version.reviewer, version.approver] == [
        plant.author.id,
        plant.reviewer.id,
        plant.approver.id,
    ]
    with use_scope(plant.actor(plant.author).scope):
        assert recipes.approved(version.sha256).id == version.id
        assert recipes.load_recipe(version.sha256).mbr == "EX-001"
        assert recipes.text_of(version.sha256) == TEXT
        kinds = [row.type.rpartition(".")[2] for row in events_of(version.stream)]
        signed = [signature_state(each)[0].signed_version for each in signatures_of(version.stream)]
    assert kinds == ["started", "submitted", "authored", "reviewed", "approved"]
    assert sorted(signed) == [2, 3, 4]


def test_the_signed_record_holds_the_hash_of_the_text(plant: Plant) -> None:
    """P11-8b: the approval cannot be moved to another text."""
    version = plant.in_force()
    with use_scope(EVERYTHING):
        said = [envelope(row)["data"] for row in events_of(version.stream)]
    assert [each["sha256"] for each in said if "sha256" in each] == [identity(TEXT)] * 4


def test_the_author_does_not_review_and_nobody_signs_twice(plant: Plant) -> None:
    """211-1a: one person may hold every right and still signs once."""
    version = plant.in_review()
    both = person("both@example.org", Role.QUALITY_HEAD, within=plant.organisation)
    other = plant._replace(author=both, reviewer=both, approver=both)
    second = other.in_review(TEXT.replace("EX-001", "EX-002"))
    with pytest.raises(Refused) as refused:
        other.reviewed(second.id)
    assert codes(refused) == ["recipes.version.same_person"]
    assert plant.reviewed(version.id).state == "reviewed"


def test_the_reviewer_does_not_approve(plant: Plant) -> None:
    """211-1a."""
    both = person("both@example.org", Role.QUALITY_HEAD, within=plant.organisation)
    other = plant._replace(reviewer=both, approver=both)
    version = other.reviewed(other.in_review().id)
    with pytest.raises(Refused) as refused:
        other.approved(version.id)
    assert codes(refused) == ["recipes.version.same_person"]
    assert plant.approved(version.id).state == "approved"


def test_the_database_refuses_two_roles_of_one_person(plant: Plant) -> None:
    """211-1a holds whatever the program does."""
    version = plant.in_review()
    with use_scope(EVERYTHING), pytest.raises(IntegrityError), transaction.atomic():
        recipes.RecipeVersion.objects.filter(id=version.id).update(reviewer=version.author)


def test_a_signature_counts_for_its_own_record_state_and_meaning_alone(plant: Plant) -> None:
    """P11-8b: a signature moved to another record, or given for another act, is refused."""
    first, second = plant.in_review(), plant.in_review(TEXT.replace("EX-001", "EX-002"))
    actor = plant.actor(plant.reviewer)
    elsewhere = plant.sign(plant.reviewer, second.id, Meaning.REVIEWED)
    other_meaning = plant.sign(plant.reviewer, first.id, Meaning.WITNESSED)
    somebody_else = plant.sign(plant.approver, first.id, Meaning.REVIEWED)
    earlier = plant.sign(plant.reviewer, first.id, Meaning.REVIEWED)
    with use_scope(actor.scope):
        said = recipes.comment_step(actor=actor, version_id=first.id, step="U1.2", text="why 24 h?")
        author = plant.actor(plant.author)
        recipes.settle_comment(actor=author, comment_id=said.id, answer="validated")
        for signature, code in (
            (elsewhere, "recipes.version.signature_elsewhere"),
            (other_meaning, "recipes.version.signature_elsewhere"),
            (somebody_else, "recipes.version.not_signed"),
            (earlier, "recipes.version.signature_elsewhere"),
        ):
            with pytest.raises(Refused) as refused:
                recipes.review_version(actor=actor, version_id=first.id, signature_id=signature)
            assert codes(refused) == [code]
    wrong = plant.sign(plant.reviewer, first.id, Meaning.WITNESSED)
    with use_scope(actor.scope), pytest.raises(Refused) as refused:
        recipes.review_version(actor=actor, version_id=first.id, signature_id=wrong)
    assert codes(refused) == ["recipes.version.signature_meaning"]
    assert plant.reviewed(first.id).state == "reviewed"


def test_open_comments_stand_in_the_way_of_signatures(plant: Plant) -> None:
    version = plant.in_review()
    reviewer, author = plant.actor(plant.reviewer), plant.actor(plant.author)
    with use_scope(reviewer.scope):
        comment = recipes.comment_step(actor=reviewer, version_id=version.id, step="U1.1", text="range?")
    with pytest.raises(Refused) as refused:
        plant.reviewed(version.id)
    assert codes(refused) == ["recipes.version.comments_open"]
    with use_scope(author.scope):
        recipes.settle_comment(actor=author, comment_id=comment.id, answer="as in the report")
        with pytest.raises(Refused) as refused:
            recipes.settle_comment(actor=author, comment_id=comment.id, answer="again")
    assert codes(refused) == ["recipes.comment.settled"]
    assert plant.reviewed(version.id).state == "reviewed"


def test_a_returned_text_is_written_and_signed_anew(plant: Plant) -> None:
    version = plant.reviewed(plant.in_review().id)
    actor = plant.actor(plant.approver)
    with use_scope(actor.scope):
        back = recipes.return_version(actor=actor, version_id=version.id, reason="units missing")
        assert (back.state, back.sha256, back.author, back.reviewer_signature) == ("draft", "", None, None)
    author = plant.actor(plant.author)
    with use_scope(author.scope):
        recipes.save_draft(actor=author, version_id=version.id, text=TEXT.replace("24 h", "22 h"))
        again = recipes.submit_version(actor=author, version_id=version.id)
    assert again.sha256 == identity(TEXT.replace("24 h", "22 h"))


def test_a_new_version_takes_the_place_of_the_old_one(plant: Plant) -> None:
    first = plant.in_force()
    author = plant.actor(plant.author)
    with use_scope(author.scope):
        second = recipes.start_version(actor=author, from_version_id=first.id)
        assert recipes.draft_of(second.id).text == TEXT.replace("1.0.0", "1.0.1")
        with pytest.raises(Refused) as refused:
            recipes.start_version(actor=author, from_version_id=first.id)
        assert codes(refused) == ["recipes.version.open"]
        longer = TEXT.replace("20..28 h", "20..30 h")
        recipes.save_draft(actor=author, version_id=second.id, text=longer.replace("1.0.0", "1.1.0"))
        with pytest.raises(Refused) as refused:
            recipes.submit_version(actor=author, version_id=second.id)
        assert codes(refused) == ["recipes.version.number_too_small"]
        recipes.save_draft(actor=author, version_id=second.id, text=longer.replace("1.0.0", "2.0.0"))
        assert recipes.submit_version(actor=author, version_id=second.id).change == "major"
    plant.authored(second.id)
    plant.approved(plant.reviewed(second.id).id)
    with use_scope(author.scope):
        assert [(each.number, each.state) for each in recipes.versions_of(first.recipe_id)] == [
            ("2.0.0", "approved"),
            ("1.0.0", "retired"),
        ]
        with pytest.raises(Refused) as refused:
            recipes.approved(first.sha256)
        assert codes(refused) == ["recipes.version.not_approved"]
        assert recipes.load_recipe(first.sha256).version == "1.0.0", "running batches keep their text"


def test_a_frozen_text_is_not_edited_and_an_approved_hash_never_changes(plant: Plant) -> None:
    version = plant.submitted()
    author = plant.actor(plant.author)
    with use_scope(author.scope):
        with pytest.raises(Refused) as refused:
            recipes.save_draft(actor=author, version_id=version.id, text="else")
        assert codes(refused) == ["recipes.version.frozen"]
        row = recipes.RecipeText.objects.get(sha256=version.sha256)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE recipes_recipetext SET text = 'other' WHERE id = %s", [row.id])


def test_nobody_overwrites_a_draft_that_they_never_read(plant: Plant) -> None:
    author = plant.actor(plant.author)
    with use_scope(author.scope):
        version = recipes.register_recipe(actor=author, text=TEXT)
        assert recipes.save_draft(actor=author, version_id=version.id, text="a", seen_revision=1).revision == 2
        with pytest.raises(Refused) as refused:
            recipes.save_draft(actor=author, version_id=version.id, text="b", seen_revision=1)
        assert codes(refused) == ["base.stale"]
        assert recipes.draft_of(version.id).text == "a"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "recipes.recipe.number_missing"),
        ("---\nmbr: a b\n---\n", "recipes.recipe.number_missing"),
        ("x\x00y", "base.text.control"),
        ("x" * 500_001, "base.too_long"),
    ],
)
def test_what_cannot_be_registered_is_refused(plant: Plant, text: str, code: str) -> None:
    author = plant.actor(plant.author)
    with use_scope(author.scope), pytest.raises(Refused) as refused:
        recipes.register_recipe(actor=author, text=text)
    assert codes(refused) == [code]


def test_a_wrong_text_stays_a_draft_and_says_every_fault(plant: Plant) -> None:
    author = plant.actor(plant.author)
    wrong = TEXT.replace("- sign done: operator\n", "", 1).replace("time hold: 24 h", "time hold: 24 mL")
    with use_scope(author.scope):
        version = recipes.register_recipe(actor=author, text=wrong)
        with pytest.raises(Refused) as refused:
            recipes.submit_version(actor=author, version_id=version.id)
        assert codes(refused) == ["recipe.sign_missing", "recipe.dimension", "recipe.dimension"]
        with pytest.raises(Refused) as refused:
            recipes.register_recipe(actor=author, text=TEXT)
        assert codes(refused) == ["recipes.recipe.twice"]
        recipes.save_draft(actor=author, version_id=version.id, text=TEXT.replace("EX-001", "EX-009"))
        with pytest.raises(Refused) as refused:
            recipes.submit_version(actor=author, version_id=version.id)
        assert codes(refused) == ["recipes.version.other_recipe"]


def test_rights_are_asked_at_each_act(plant: Plant) -> None:
    version = plant.in_review()
    planner = person("planner@example.org", Role.PLANNER, within=plant.organisation)
    actor, operator = plant.actor(planner), plant.actor(plant.author)
    with use_scope(actor.scope):
        for act in (
            lambda: recipes.register_recipe(actor=actor, text=TEXT),
            lambda: recipes.start_version(actor=actor, from_version_id=version.id),
            lambda: recipes.save_draft(actor=actor, version_id=version.id, text=""),
            lambda: recipes.submit_version(actor=actor, version_id=version.id),
            lambda: recipes.author_version(actor=actor, version_id=version.id, signature_id=version.id),
            lambda: recipes.review_version(actor=operator, version_id=version.id, signature_id=version.id),
            lambda: recipes.approve_version(actor=operator, version_id=version.id, signature_id=version.id),
            lambda: recipes.return_version(actor=operator, version_id=version.id, reason="x"),
            lambda: recipes.retire_version(actor=operator, version_id=version.id, reason="x"),
            lambda: recipes.discard_version(actor=actor, version_id=version.id, reason="x"),
            lambda: recipes.comment_step(actor=operator, version_id=version.id, step="", text="x"),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_another_organisation_sees_and_changes_nothing(plant: Plant) -> None:
    """T19: managers and PostgreSQL's policies each hold by themselves."""
    version = plant.in_force()
    other = organisation("Other Ltd")
    stranger = acting(person("stranger@example.org", Role.QUALITY_HEAD, within=other), other)
    with use_scope(stranger.scope):
        assert list(recipes.recipe_versions()) == []
        with pytest.raises(recipes.RecipeText.DoesNotExist):
            recipes.text_of(version.sha256)
        with pytest.raises(recipes.RecipeVersion.DoesNotExist):
            recipes.retire_version(actor=stranger, version_id=version.id, reason="x")
        with pytest.raises(OutOfScope):
            version.save()
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(f"recipes_{table}")))
                assert cursor.fetchone() == (0,), table


def test_T1_a_text_older_than_a_rule_is_read_and_run_and_is_not_approved_anew(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T1, 211-1a: a batch that runs by it stays readable; a new approval needs what the rules ask for now."""
    with monkeypatch.context() as before:
        before.setattr("cellpark.recipes.actions.submit_version.parsed", parse_approved)
        before.setattr("cellpark.recipes.actions.register_recipe.parsed", parse_approved, raising=False)
        version = plant.reviewed(plant.in_review(TEXT.replace("; match patient", "")).id)
    with use_scope(EVERYTHING):
        assert recipes.load_recipe(version.sha256).step("U1.1").field("aph").match is None  # type: ignore[attr-defined]
        assert recipes.recipe_of(version).mbr == "EX-001"
    with pytest.raises(Refused) as refused:
        plant.approved(version.id)
    assert codes(refused) == ["recipe.match_missing"]
