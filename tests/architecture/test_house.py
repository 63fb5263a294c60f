"""The rules of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "cellpark"

# who may open the scope of everything, and why; every other file works inside the caller's scope
HOUSE_SCOPE = {
    "facilities/beside.py": "whether a batch or a fire touches a room; of a batch only what its own house may read",
    "premises/actions/miss_place.py": "a visitor of the public page, who is nobody, searches in every operator's houses",
    "instruments/listener.py": "hears the devices of all organisations",
    "access/current.py": "looks up a person's memberships before any scope is known",
    "access/token.py": "looks up a token before any scope is known",
    "base/outbox.py": "subscribers work for the house",
    "identity/actions/load_example_people.py": "the example world is made by the house itself",
    "dossier/tasks.py": "assembles what was asked for; the zip is made in the scope of the batch's organisation alone",
    "quality/tasks.py": "analyses a tube that was queued; the run names file and strategy of one organisation",
    "billing/tasks.py": "carries a run of one operator on; the run names the operator",
    "utilities/tasks.py": "carries the closing of one period on; the period names the operator",
    "studies/tasks.py": "works a study out in the scope of its organisation alone",
    "plans/tasks.py": "carries out work of one organisation in its scope; slots that end are watched by the house",
    "batches/tasks.py": "the times of all batches are watched by the house",
    "release/tasks.py": "late results of all released batches are watched by the house",
    "leases/parties.py": "finds a tenant that was named exactly; gives its id and nothing else",
    "booking/actions/load_example_booking.py": "the example world is made by the house itself",
    "booking/stages.py": "the stage of a company: one word, whichever operator keeps its record",
    "booking/tasks.py": "offers that end, bookings into which nobody came and uses to charge are watched by the house",
    "companies/tasks.py": "needs end on their last day, whoever looks at them",
    "companies/actions/admit_tenant.py": "whether a credit code belongs to an organisation already: it lies in no scope",
    "identity/actions/register_organisation.py": "whether a credit code is known on this site: yes or no",
    "companies/actions/load_example_companies.py": "the example world is made by the house itself",
    "web/areas/companies/desks.py": "which operators take the application of somebody who has no account, by their parks",
    "leases/tasks.py": "leases start and end on their day, whoever is there",
    "materials/tasks.py": "the hold times of all containers are watched by the house",
    "plays/perform.py": "finds the example organisation and its cast before anybody acts; refuses any other organisation",
    "identity/link_secrets.py": "whose a one-time secret is, before any scope is known; gives an id and nothing else",
    "chain/house.py": "what is offered to everybody; of what others look for only id, node and day, and the kind of an asker",
    "leases/vacancies.py": "a visitor belongs to nobody: public rooms that are free, in named fields and nothing of who rents",
    "orders/parties.py": "finds a partner that was named exactly; gives its id and nothing else",
    "quality/actions/load_example_quality.py": "the example world is made by the house itself",
    "plays/grown/carry_out.py": "a made-up park with an operator of its own, before anybody acts in it",
    "plays/story/telling.py": "as plays/perform.py: finds the cast, of example organisations alone",
    "recipes/actions/load_example_recipes.py": "the example world is made by the house itself",
    "identity/queries.py": "one's own roles, qualifications and tokens in every organisation: never a secret to oneself",
    "identity/actions/note_sign_in.py": "nobody is signed in yet",
    "web/api/operations/health.py": "counts of the whole tree, which belong to nobody",
}
LEDGER_AND_COMMANDS = ("ledger/", "command/")
# the guards of base
SAVE = {"base/models/append_only.py", "base/models/tenant.py"}


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def files_with(pattern: str) -> set[str]:
    return {name for name, text in sources() if re.search(pattern, text)}


def test_nobody_goes_round_the_scoped_managers() -> None:
    """T19: these ways read rows that the scope does not cover."""
    assert files_with(r"_base_manager|\.raw\(|scopes_disabled|\.extra\(") == set()


def test_the_scope_of_everything_is_opened_by_the_house_alone() -> None:
    """Below the pages; in the ledger, whose tree spans all organisations; and in commands, which the operator runs."""
    found = {name for name in files_with(r"use_scope\(EVERYTHING\)") if not name.startswith(LEDGER_AND_COMMANDS)}
    assert found == set(HOUSE_SCOPE)


def test_only_config_and_the_starting_programs_read_the_environment() -> None:
    found = files_with(r"os\.environ|os\.getenv|\benviron\b\[")
    assert {name for name in found if not name.startswith(("config/", "command/", "runtime/"))} == set()


def test_nothing_happens_by_signal() -> None:
    """Saleor's rule: call the logic explicitly; who listens to what stands in config.subscriptions."""
    assert files_with(r"@receiver|django\.dispatch|post_save|pre_save|\.connect\([a-z_]+,\s*sender") == set()


def test_save_is_overridden_in_base_alone() -> None:
    assert files_with(r"def save\(self") == SAVE


def test_no_file_is_longer_than_400_lines() -> None:
    long = {name: text.count("\n") for name, text in sources() if "/migrations/" not in name and text.count("\n") > 400}
    assert long == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = {
        f"{name}:{function.name}": lines
        for name, text in sources()
        if "/migrations/" not in name
        for function in functions(text)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > 60
    }
    assert long == {}


def test_the_median_file_is_short() -> None:
    sizes = sorted(text.count("\n") for name, text in sources() if "/migrations/" not in name)
    assert sizes[len(sizes) // 2] < 100


def test_every_act_takes_keywords_only() -> None:
    """An act reads as a sentence at the place where it is called."""
    wrong = {
        name
        for name, text in sources()
        if "/actions/" in name
        for function in functions(text)
        if function.name == Path(name).stem and (function.args.args or function.args.posonlyargs)
    }
    assert wrong == set()
