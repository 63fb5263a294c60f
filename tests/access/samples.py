"""How to call each route and each operation: its arguments and what somebody who may gets. A new route needs its line."""

from datetime import timedelta
from typing import Any

from cellpark.base.time import now
from tests.access.areas import gathered
from tests.access.sample import OK, Sample
from tests.access.world import Side

ORGANISATION = {"organisation_id": "organisation"}
PERSON = {"person_id": "person"}
MEMBERSHIP = {"membership_id": "membership"}
QUALIFICATION = {"qualification_id": "qualification"}
TOKEN = {"token_id": "token"}
EVENT = {"event_id": "event"}
ERASURE = {**PERSON, "request_id": "erasure"}
SIGNATURE = {"signature_id": "signature"}

DESK = {
    "home": Sample(),
    "organisations": Sample(),
    "organisation_register": Sample(own=OK, post=(422,)),
    "organisation": Sample(ORGANISATION),
    "organisation_rename": Sample(ORGANISATION, own=OK, post=(422,)),
    "organisation_close": Sample(ORGANISATION, own=OK, post=(422,)),
    "people": Sample(),
    "person_invite": Sample(own=OK, post=(422,)),
    "person_add": Sample(own=OK, post=(422,)),
    "person": Sample(PERSON),
    "person_suspend": Sample(PERSON, own=OK, post=(422,)),
    "person_restore": Sample({"person_id": "suspended"}, own=OK, post=(422,)),
    "person_invitation": Sample(PERSON, own=(405,), post=(303, 409, 422)),
    "membership_grant": Sample(PERSON, own=OK, post=(422,)),
    "membership_end": Sample(MEMBERSHIP, own=OK, post=(422,)),
    "qualification_grant": Sample(PERSON, own=OK, post=(422,)),
    "qualification_withdraw": Sample(QUALIFICATION, own=OK, post=(422,)),
    "person_erasure": Sample(PERSON, own=OK, post=(422,)),
    "person_erasure_confirm": Sample(ERASURE, own=OK, post=(422,)),
    "invitation": Sample(PERSON, fixed={"token": "wrong"}, own=(404, 410, 200)),
    "roles": Sample(),
    "profile": Sample(),
    "token_issue": Sample(own=OK, post=(422,)),
    "token_revoke": Sample(TOKEN, own=OK, post=(303, 422), personal=True),
    "preferences": Sample(own=(405,), post=(302,)),
    "design": Sample(),
    "parks": Sample(),
    "park": Sample(fixed={"key": "small"}),
    "api-description": Sample(),
    "api-documentation": Sample(),
    "api-unknown": Sample(fixed={"rest": "v9/nothing"}, own=(404,)),
}
LEDGER = {
    "ledger": Sample(),
    "ledger-event": Sample(EVENT),
    "ledger-event-proof": Sample(EVENT),
    "ledger-stream": Sample({"stream": "stream"}),
    "ledger-checkpoints": Sample(),
    "ledger-checkpoint": Sample(fixed={"size": "@size"}),
    "ledger-checkpoint-file": Sample(fixed={"size": "@size"}),
    "ledger-checkpoint-sign": Sample(own=(405,), post=(302, 303)),
    "ledger-witnesses": Sample(post=(200, 302, 303, 403, 422)),
    "ledger-export": Sample(post=(200, 422)),
    "checkpoint": Sample(),
    "consistency-proof": Sample(fixed={"old": "@size", "new": "@size"}),
    "verify": Sample(),
    "verifier": Sample(),
}
SIGNING = {
    "ledger-sign": Sample(own=(405,), post=(404, 422)),
    "signature": Sample(SIGNATURE),
    # a statement that waits belongs to one person, not to the organisation
    "signing": Sample({"prepared_id": "prepared"}, own=(200, 404), post=(404, 422), personal=True),
    "access-review": Sample(),
}
# django-allauth's own pages: what they answer depends on the second factors of the account
DOOR = (200, 302, 404, 405)
ENTRANCE = {
    name: Sample(own=DOOR)
    for name in (
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_login_webauthn",
    )
} | {
    "account_reset_password_from_key": Sample(fixed={"uidb36": "x1", "key": "wrong"}, own=DOOR),
    "mfa_remove_webauthn": Sample(fixed={"pk": 1}, own=DOOR),
    "mfa_edit_webauthn": Sample(fixed={"pk": 1}, own=DOOR),
}
ROUTES: dict[str, Sample] = {**DESK, **LEDGER, **SIGNING, **ENTRANCE, **gathered("ROUTES")}


def reason(_side: Side) -> dict[str, Any]:
    return {"reason": "test"}


def role_for(side: Side) -> dict[str, Any]:
    return {
        "organisation": str(side.organisation),
        "person": str(side.person),
        "role": "organisation_administrator",
        "starts_on": "2026-01-01",
        "reason": "test",
    }


def fitness_for(side: Side) -> dict[str, Any]:
    return {
        "organisation": str(side.organisation),
        "person": str(side.person),
        "subject": "new",
        "title_en": "new",
        "valid_from": "2026-01-01",
        "valid_until": "2030-01-01",
        "reason": "test",
    }


def token(_side: Side) -> dict[str, Any]:
    day = now().date() + timedelta(days=1)
    return {"title": "t", "scopes": ["identity:organisation:see"], "expires_on": day.isoformat()}


OPERATIONS: dict[str, Sample] = {
    "read_health": Sample(),
    "list_organisations": Sample(),
    "get_organisation": Sample(ORGANISATION),
    "register": Sample(body=lambda _side: {"kind": "tenant", "name_en": "New"}, own=(201,)),
    "rename": Sample(ORGANISATION, body=lambda _side: {"name_en": "Other", "reason": "test"}),
    "close": Sample(ORGANISATION, body=reason),
    "list_people": Sample(),
    "get_person": Sample(PERSON),
    "invite": Sample(body=lambda _side: {"email": "new@example.org", "name_en": "New"}, own=(201,)),
    "suspend": Sample(PERSON, body=reason),
    "restore": Sample({"person_id": "suspended"}, body=reason),
    "list_erasures": Sample(PERSON),
    "ask_erasure": Sample(PERSON, body=reason, own=(201,)),
    "confirm_an_erasure": Sample(ERASURE),
    "read_profile": Sample(),
    "change_details": Sample(body=lambda _side: {"name_en": "New", "language": "en", "time_zone": "Asia/Shanghai"}),
    "list_memberships": Sample(),
    "get_membership": Sample(MEMBERSHIP),
    # the colleague holds this role already: the act is reached and refused in words
    "grant": Sample(body=role_for, own=(422,), body_names_another=True),
    "end": Sample(MEMBERSHIP, body=lambda _side: {"ends_on": "2026-12-31", "reason": "test"}),
    "list_qualifications": Sample(),
    "get_qualification": Sample(QUALIFICATION),
    "grant_fitness": Sample(body=fitness_for, own=(201,), body_names_another=True),
    "withdraw": Sample(QUALIFICATION, body=reason),
    "list_tokens": Sample(),
    "issue": Sample(body=token, own=(201,)),
    "revoke": Sample(TOKEN, body=lambda _side: {}, personal=True),
    "read_roles": Sample(),
    "list_parks": Sample(),
    "get_park": Sample(fixed={"key": "small"}),
    "list_companies": Sample(fixed={"key": "small"}),
    "find": Sample(),
    "read_event": Sample(EVENT),
    "prove_event": Sample(EVENT),
    "read_stream": Sample(query=lambda side: {"name": side.stream}),
    "list_signatures": Sample(query=lambda side: {"stream": side.stream}),
    "read_signature": Sample(SIGNATURE),
    "read_access_review": Sample(),
    "list_checkpoints": Sample(),
    "read_checkpoint": Sample(fixed={"size": "@size"}),
    "sign_now": Sample(body=lambda _side: {}),
    "prove_growth": Sample(fixed={}),
    "list_witnesses": Sample(),
    "verify_all": Sample(body=lambda _side: {}),
    # records out of sight are not exported: nothing remains
    "export": Sample(body=lambda side: {"streams": [side.stream]}, own=(200, 409)),
    "add_a_witness": Sample(body=lambda _side: {"vkey": "nonsense"}, own=(422,)),
    "cosign": Sample(
        fixed={"size": "@size"}, body=lambda _side: {"witness": "witness.example", "line": "nonsense"}, own=(409,)
    ),
    **gathered("OPERATIONS"),
}
