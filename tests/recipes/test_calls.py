"""Recipes by program: everything but the three signatures."""

from cellpark.base.scope import use_scope
from cellpark.recipes import public as recipes
from tests.api.callers import Program, token_for
from tests.recipes.conftest import TEXT, Plant


def test_a_program_writes_freezes_and_reopens_a_recipe(plant: Plant) -> None:
    program = Program(token_for(plant.author))
    made = program.post("recipes", {"text": TEXT.replace("24 h", "24 mL")})
    assert (made.status, made.body["state"]) == (201, "draft")
    at = f"recipe-versions/{made.body['id']}"
    read = program.get(f"{at}/text")
    assert (read.body["revision"], read.body["text"]) == (1, TEXT.replace("24 h", "24 mL"))
    assert program.get(f"{at}/document").codes == ["recipe.dimension", "recipe.dimension"]
    saved = program.post(f"{at}/draft", {"text": TEXT}, if_match='"1"')
    assert (saved.status, saved.body["revision"]) == (200, 2)
    assert program.post(f"{at}/draft", {"text": "x"}, if_match='"1"').status == 412
    assert program.post(f"{at}/submit", if_match='"1"').status == 412
    frozen = program.post(f"{at}/submit", if_match='"2"')
    assert (frozen.status, frozen.body["state"], len(frozen.body["sha256"])) == (200, "submitted", 64)
    assert program.get(f"{at}/document").body["mbr"] == "EX-001"
    again = program.post(f"{at}/reopen", {"reason": "a slip"}, if_match='"2"')
    assert (again.status, again.body["state"], again.body["sha256"]) == (200, "draft", "")


def test_a_text_is_checked_and_nothing_is_kept(plant: Plant) -> None:
    program = Program(token_for(plant.author))
    assert program.post("recipes/check", {"text": TEXT}).body["version"] == "1.0.0"
    wrong = program.post("recipes/check", {"text": TEXT.replace("sign done: operator", "sgn done: operator")})
    assert wrong.status == 409
    assert set(wrong.codes) == {"recipe.sign_missing", "recipe.verb_unknown", "recipe.not_unknown"}
    assert program.post("recipes/check", {"text": "x" * 500_001}).status == 422
    with use_scope(plant.actor(plant.author).scope):
        assert not recipes.recipe_versions().exists()


def test_a_program_reads_what_is_in_force_and_what_changed(plant: Plant) -> None:
    first = plant.in_force()
    author = plant.actor(plant.author)
    with use_scope(author.scope):
        second = recipes.start_version(actor=author, from_version_id=first.id)
        text = TEXT.replace("1.0.0", "2.0.0").replace("20..28 h", "20..30 h")
        recipes.save_draft(actor=author, version_id=second.id, text=text)
    program = Program(token_for(plant.reviewer))
    listed = program.get("recipe-versions", {"state": "approved"})
    assert [(each["mbr"], each["number"], each["sha256"]) for each in listed.body] == [
        ("EX-001", "1.0.0", first.sha256)
    ]
    changes = program.get(f"recipe-versions/{second.id}/changes").body
    assert [(each["severity"], each["where"], each["name"]) for each in changes] == [("critical", "U1.2", "hold")]
    assert program.get(f"recipe-versions/{first.id}/changes").body == []


def test_comments_are_written_and_answered_by_program(plant: Plant) -> None:
    version = plant.in_review()
    reviewer, author = Program(token_for(plant.reviewer)), Program(token_for(plant.author))
    at = f"recipe-versions/{version.id}/comments"
    made = reviewer.post(at, {"step": "U1.2", "text": "why?"})
    assert (made.status, made.body["settled"]) == (201, False)
    assert reviewer.post(at, {"step": "U9.9", "text": "why?"}).codes == ["recipes.comment.no_step"]
    assert author.post(at, {"text": "why?"}).status == 403
    answered = author.post(f"recipe-comments/{made.body['id']}/answer", {"answer": "validated"})
    assert (answered.status, answered.body["answer"]) == (200, "validated")
    assert [each["answer"] for each in reviewer.get(at).body] == ["validated"]
    assert author.post(f"recipe-comments/{made.body['id']}/answer", {"answer": "x"}).codes == [
        "recipes.comment.settled"
    ]
