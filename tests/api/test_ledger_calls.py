"""The ledger through the API: events, proofs that anybody can check, exports, a whole check."""

import io
import zipfile
from base64 import b64decode
from hashlib import sha256

import pytest
from django.test import Client

from cellpark.identity.public import OrganisationKind, Role
from cellpark.ledger.proof.keys import Algorithm, generate_key
from cellpark.ledger.public import make_checkpoint, make_site_keys, seal_all, verify_inclusion
from tests.api.callers import Program, token_for
from tests.people import HOUSE, organisation, person


@pytest.fixture
def park(durable: str, tmp_path: object, settings: object) -> dict[str, object]:
    settings.CELLPARK_KEYS_DIRECTORY = tmp_path / "keys"
    operator, tenant = organisation("Park", OrganisationKind.OPERATOR), organisation("Tenant")
    quality = person("quality@example.org", Role.QUALITY_HEAD, within=tenant)
    head = person("head@example.org", Role.QUALITY_HEAD, within=operator)
    tokens = {"tenant": Program(token_for(quality)), "operator": Program(token_for(head))}
    make_site_keys(actor=HOUSE)
    seal_all(wait_s=60)
    make_checkpoint(actor=HOUSE)
    return {"tenant": tenant, "operator": operator, "programs": tokens}


def test_an_event_is_read_and_proven_without_trusting_us(park: dict[str, object]) -> None:
    """P11-5c: the exact bytes, their hash, the path to the root, all checked by the reader."""
    program, tenant = park["programs"]["tenant"], park["tenant"]
    (event,) = program.get(f"ledger/stream?name=organisation/{tenant.id}").body
    payload = b64decode(event["payload"])
    assert sha256(b"\x00" + payload).hexdigest() == event["hash"]
    proof = program.get(f"ledger/events/{event['id']}/proof").body
    path = [bytes.fromhex(step) for step in proof["path"]]
    root = bytes.fromhex(proof["root"])
    assert verify_inclusion(bytes.fromhex(event["hash"]), proof["index"], proof["size"], path, root)
    (checkpoint, *_) = program.get("ledger/checkpoints").body
    assert (checkpoint["size"], checkpoint["root"]) == (proof["size"], proof["root"])
    assert program.get(f"ledger/checkpoints/{checkpoint['size']}").body == checkpoint
    growth = program.get("ledger/consistency", {"old": 1, "new": proof["size"]})
    assert growth.status == 200
    beyond = program.get("ledger/consistency", {"old": 1, "new": proof["size"] + 1})
    assert (beyond.status, beyond.codes) == (409, ["ledger.proof.not_sealed"])


def test_events_are_filtered_and_paged(park: dict[str, object]) -> None:
    program = park["programs"]["operator"]
    granted = program.get("ledger/events?type=identity.membership.granted").body
    assert {event["type"] for event in granted} == {"identity.membership.granted"}
    first = program.get("ledger/events?limit=2")
    rest = program.get(f"ledger/events?limit=200&before={first.body[-1]['id']}")
    everything = program.get("ledger/events?limit=200").body
    assert [event["id"] for event in first.body + rest.body] == [event["id"] for event in everything]
    assert 'rel="next"' in first.response["Link"]
    assert program.get("ledger/events?since=2999-01-01T00:00:00Z").body == []


def test_another_s_record_is_neither_read_nor_exported(park: dict[str, object]) -> None:
    """T19."""
    program, operator = park["programs"]["tenant"], park["operator"]
    assert program.get(f"ledger/stream?name=organisation/{operator.id}").status == 404
    answer = program.post("ledger/exports", {"streams": [f"organisation/{operator.id}"]})
    assert (answer.status, answer.codes) == (409, ["ledger.export.empty"])


def test_an_export_is_a_zip_with_its_checker(park: dict[str, object]) -> None:
    """P11-2."""
    program, tenant = park["programs"]["tenant"], park["tenant"]
    response = program.post("ledger/exports", {"streams": [f"organisation/{tenant.id}"]}).response
    assert response["Content-Type"] == "application/zip"
    assert {"verify.py", "verify.html"} <= {
        name.split("/")[-1] for name in zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    }


def test_a_whole_check_says_that_the_ledger_is_sound(park: dict[str, object]) -> None:
    report = park["programs"]["tenant"].post("ledger/verification").body
    assert (report["sound"], report["faults"]) == (True, {})
    assert report["events"] == report["sealed"] + report["waiting"] > 10


def test_a_witness_s_line_is_kept_only_when_it_verifies(park: dict[str, object]) -> None:
    program = park["programs"]["operator"]
    witness = generate_key("sponsor.example", Algorithm.ED25519_COSIGNATURE)
    made = program.post("ledger/witnesses", {"vkey": witness.verifier.encode()})
    assert (made.status, made.body["name"]) == (201, "sponsor.example")
    (checkpoint, *_) = program.get("ledger/checkpoints").body
    path = f"ledger/checkpoints/{checkpoint['size']}/cosignatures"
    false = program.post(path, {"witness": "sponsor.example", "line": "\u2014 sponsor.example AAAA"})
    assert (false.status, false.codes) == (409, ["ledger.cosignature.false"])
    unknown = program.post(path, {"witness": "nobody.example", "line": "x"})
    assert (unknown.status, unknown.codes) == (404, ["api.not_found"])


def test_health_is_told_to_everybody_and_tells_no_secret(park: dict[str, object]) -> None:
    body = Client().get("/api/v1/health").json()
    assert body.keys() == {"status", "sealed", "waiting", "lag_s"}
    assert body["status"] == "ok"
