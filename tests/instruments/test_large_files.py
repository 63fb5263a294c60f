"""Raw files as large as instruments write them: taken by the routes for raw files, refused everywhere else (P11-8)."""

import hashlib
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cellpark.assays.flow.fcs import read_fcs
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.instruments.public import RAW_FILE_BYTES_MAX, RawFile, receive
from cellpark.kernel.problem import Refused
from tests.api.callers import Program, token_for
from tests.assays.flow.made import fcs
from tests.people import organisation, person

CHANNELS = tuple(f"D{number}" for number in range(16))
OCTETS = "application/octet-stream"


@pytest.fixture(scope="module")
def tube() -> bytes:
    """160,000 events of 16 channels: 10 megabytes."""
    table = np.random.default_rng(5).normal(1000, 200, (160_000, 16))
    return fcs(table, names=CHANNELS)


@pytest.fixture
def analyst(db: None) -> Person:
    home = organisation("Laboratory", OrganisationKind.PLATFORM_PROVIDER)
    return person("analyst@example.org", Role.ANALYST, within=home)


@pytest.fixture
def client(analyst: Person) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(analyst)
    return client


def send(client: Client, address: str, content: bytes) -> Any:
    return client.post(
        address, {"idempotency_key": str(uuid4()), "file": SimpleUploadedFile("tube.fcs", content)}, follow=False
    )


def test_a_tube_of_real_size_is_kept_by_its_page(client: Client, tube: bytes) -> None:
    assert len(tube) > 10_000_000
    assert send(client, reverse("flow-keep"), tube).status_code == 303
    with use_scope(EVERYTHING):
        kept = RawFile.objects.get()
    assert (kept.size, kept.sha256) == (len(tube), hashlib.sha256(tube).hexdigest())
    assert read_fcs(bytes(kept.content)).events == 160_000


def test_a_program_sends_a_large_tube_as_its_bytes_and_once(analyst: Person, tube: bytes) -> None:
    program, key = Program(token_for(analyst)), str(uuid4())
    first, again = (
        program.raw("instrument-files/content?name=tube.fcs", tube, OCTETS, Idempotency_Key=key) for _ in range(2)
    )
    assert (first.status, first.body["sha256"]) == (201, hashlib.sha256(tube).hexdigest())
    assert (again.status, again.body["id"], again.response["Idempotency-Replayed"]) == (201, first.body["id"], "true")
    other = program.raw("instrument-files/content?name=tube.fcs", tube[:-1], OCTETS, Idempotency_Key=key)
    assert (other.status, other.codes) == (409, ["base.idempotency.reused"])


def test_more_than_the_limit_is_refused_with_a_sentence(analyst: Person, client: Client) -> None:
    beyond = b"x" * (settings.RAW_FILE_REQUEST_BYTES_MAX + 1)
    refused = Program(token_for(analyst)).raw("instrument-files/content?name=a.fcs", beyond, OCTETS)
    assert (refused.status, refused.codes) == (413, ["instruments.file.too_large"])
    assert refused.body["title"] == f"The file has more than {RAW_FILE_BYTES_MAX} bytes."
    page = send(client, reverse("flow-keep"), beyond)
    assert page.status_code == 413
    assert "What you sent is too large." in page.content.decode()
    with pytest.raises(Refused, match="too_large"), receive(lambda _size: b"x" * 10, limit=100):
        raise AssertionError("it ends before the block")


def test_other_pages_and_strangers_keep_the_small_limit(client: Client, tube: bytes) -> None:
    assert send(client, reverse("flow-keep-strategy"), tube).status_code == 413
    assert send(Client(), reverse("flow-keep"), tube).status_code == 413


def test_an_address_for_bytes_takes_no_json(analyst: Person) -> None:
    answer = Program(token_for(analyst)).post("instrument-files/content?name=a.fcs", {})
    assert (answer.status, answer.codes) == (415, ["api.not_octets"])
