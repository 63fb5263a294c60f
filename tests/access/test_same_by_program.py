"""What people change on pages, programs change through the API, or a reason says why not."""

from cellpark.web.api.operation import declared_operations
from tests.access.areas import gathered, only_programs
from tests.access.matrix import pages
from tests.access.samples import ROUTES

# page -> the operation that does the same
SAME = {
    "organisation_register": "register",
    "organisation_rename": "rename",
    "organisation_close": "close",
    "person_invite": "invite",
    "person_add": "grant",
    "person_suspend": "suspend",
    "person_restore": "restore",
    "person_erasure": "ask_erasure",
    "person_erasure_confirm": "confirm_an_erasure",
    "membership_grant": "grant",
    "membership_end": "end",
    "qualification_grant": "grant_fitness",
    "qualification_withdraw": "withdraw",
    "token_issue": "issue",
    "token_revoke": "revoke",
    "profile": "change_details",
    "ledger-checkpoint-sign": "sign_now",
    "ledger-witnesses": "add_a_witness",
    "ledger-export": "export",
    **gathered("SAME"),
}
IN_PERSON = "it needs the second factor of a person who has the statement before their eyes"
DOOR = "it opens or secures a session; a program has a token instead"
# page -> why programs cannot do it
REASONS = {
    "ledger-sign": IN_PERSON,
    "signing": IN_PERSON,
    "access-review": IN_PERSON,
    "person_invitation": "the letter carries a link that opens an account; it goes out where somebody sees to whom",
    "invitation": "whoever holds the link chooses a password, before any token can exist",
    "preferences": "language, zone and colours of a browser are no records",
    **{name: DOOR for name in ROUTES if name.startswith(("account_", "mfa_"))},
    **gathered("REASONS"),
}


def changing() -> set[str]:
    """The pages that take a POST: the samples say so, and django-allauth's forms all do."""
    named = {name for name, sample in ROUTES.items() if sample.post}
    unsampled = {"invitation", "profile", "access-review"}
    return named | unsampled | {name for name in ROUTES if name.startswith(("account_", "mfa_"))}


def test_every_page_that_changes_something_has_its_operation_or_a_reason() -> None:
    assert changing() == SAME.keys() | REASONS.keys()
    assert SAME.keys() & REASONS.keys() == set()
    assert changing() <= {route.name for route in pages()}


def test_the_operations_named_here_change_something() -> None:
    posts = {each.name for each in declared_operations() if each.method == "POST"}
    assert set(SAME.values()) - posts == set()
    # beyond the pages: the whole check and cosigning are for programs of witnesses and inspectors
    assert posts - set(SAME.values()) == {"verify_all", "cosign", *only_programs()}
