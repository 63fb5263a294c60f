"""The pages of flow cytometry: keep a tube and a strategy, see populations and pictures, take them home (211-194a)."""

import json
from dataclasses import dataclass
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.instruments.public import RawFile, keep_file
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of, typed
from cellpark.quality.events import GatingStrategyKept
from cellpark.quality.public import GatingStrategy, keep_strategy
from tests.assays.flow.made import events, fcs
from tests.assays.flow.test_gating import six
from tests.assays.flow.test_strategies import EXAMPLES, everything
from tests.people import acting, organisation, person

DOCUMENT = write_strategy(everything())


@dataclass(frozen=True)
class Laboratory:
    analyst: Actor
    client: Client
    reader: Client
    tube: RawFile
    strategy: GatingStrategy


@pytest.fixture
def laboratory(db: None) -> Laboratory:
    home = organisation("Laboratory", OrganisationKind.PLATFORM_PROVIDER)
    analyst, inspector = (acting(person(name, role, within=home), home) for name, role in _PEOPLE)
    clients = []
    for actor in (analyst, inspector):
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(Person.objects.get(id=actor.person_id))
        clients.append(client)
    with use_scope(EVERYTHING):
        tube = keep_file(actor=analyst, content=six(), name="tube.fcs")
        strategy = keep_strategy(actor=analyst, code="FC-ALL", content=DOCUMENT, name="all.xml")
    return Laboratory(analyst, clients[0], clients[1], tube, strategy)


_PEOPLE = (("analyst@example.org", Role.ANALYST), ("inspector@example.org", Role.QUALIFIED_PERSON))


def file(content, name="file"):
    return SimpleUploadedFile(name, content)


def send(client, address, **fields):
    return client.post(address, {"idempotency_key": str(new_id()), **fields})


def test_the_first_page_leads_to_a_tube_under_a_strategy(laboratory):
    answer = laboratory.client.get(reverse("flow"))
    page = answer.content.decode()
    assert "1 tube and 1 gating strategy are kept." in page
    chosen = {"file": laboratory.tube.id, "strategy": laboratory.strategy.id}
    found = laboratory.client.get(reverse("flow"), chosen)
    assert found["Location"] == reverse("flow-analysis", args=[laboratory.tube.id, laboratory.strategy.id])


def test_populations_stand_in_a_table_and_in_pictures(laboratory):
    address = reverse("flow-analysis", args=[laboratory.tube.id, laboratory.strategy.id])
    page = laboratory.client.get(address).content.decode()
    assert "4,000 events, sorted into 13 populations." in page
    assert page.count('class="flow-plot"') == 8
    assert page.count('role="img"') >= 8
    assert "<script>alert" not in page
    assert " style=" not in page
    assert laboratory.reader.get(address).status_code == 200


def test_the_same_page_in_chinese_names_populations_in_chinese(laboratory):
    address = reverse("flow-analysis", args=[laboratory.tube.id, laboratory.strategy.id])
    page = laboratory.client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "\u5168\u90e8\u4e8b\u4ef6" in page  # all events
    assert "\u4f4e " in page  # the Chinese name of a quadrant


def test_values_and_the_document_can_be_taken_home(laboratory):
    both = [laboratory.tube.id, laboratory.strategy.id]
    table = laboratory.client.get(reverse("flow-table", args=both)).content.decode("utf-8-sig").splitlines()
    assert table[0] == "Value,Result"
    assert any(line.startswith("R:of_total,") and line.endswith(" %") for line in table)
    answer = laboratory.client.get(reverse("flow-strategy", args=[laboratory.strategy.id]))
    assert answer.content == DOCUMENT


def test_a_tube_and_a_strategy_are_kept_through_the_pages(laboratory):
    content = fcs(events(600))
    assert send(laboratory.client, reverse("flow-keep"), file=file(content, "second.fcs")).status_code == 303
    example = EXAMPLES[0].read_bytes()
    answer = send(laboratory.client, reverse("flow-keep-strategy"), code="FC-TCELL", file=file(example, "t.xml"))
    assert answer.status_code == 303
    with use_scope(EVERYTHING):
        assert bytes(RawFile.objects.get(name="second.fcs").content) == content
        kept = GatingStrategy.objects.get(code="FC-TCELL")
    assert (kept.number, kept.populations) == (1, 9)
    assert kept.title_en.startswith("T-cell panel")


def test_a_damaged_tube_is_refused_when_it_comes_by_the_name_of_its_fault(laboratory):
    content = fcs()[:-100]
    answer = send(laboratory.client, reverse("flow-keep"), file=file(content))
    assert answer.status_code == 422
    assert "The DATA segment is said to lie in bytes" in answer.content.decode()
    digest = sha256(content).hexdigest()
    with use_scope(EVERYTHING):
        assert not RawFile.objects.filter(sha256=digest).exists()
        (event,) = events_of(f"refused-file/{laboratory.analyst.organisation_id}/{digest}")
    assert event.actor == laboratory.analyst.reference
    said = typed(event)
    assert (said.files, said.codes[0].startswith("assays.flow.")) == ((digest,), True)


def test_a_tube_of_another_panel_says_which_channel_is_missing(laboratory):
    with use_scope(EVERYTHING):
        other = keep_file(actor=laboratory.analyst, content=fcs(), name="other.fcs")
    answer = laboratory.client.get(reverse("flow-analysis", args=[other.id, laboratory.strategy.id]))
    assert answer.status_code == 422
    assert "The file has no channel" in answer.content.decode()


def test_a_file_of_another_kind_is_no_tube(laboratory):
    with use_scope(EVERYTHING):
        text = keep_file(actor=laboratory.analyst, content=b"a,b\n", name="a.csv")
    address = reverse("flow-analysis", args=[text.id, laboratory.strategy.id])
    assert laboratory.client.get(address).status_code == 404


def test_a_change_is_the_next_version_and_the_same_bytes_are_the_same_version(laboratory):
    with use_scope(EVERYTHING):
        same = keep_strategy(actor=laboratory.analyst, code="FC-ALL", content=DOCUMENT, name="again.xml")
        later = keep_strategy(actor=laboratory.analyst, code="FC-ALL", content=DOCUMENT + b"\n", name="later.xml")
        assert same.id == laboratory.strategy.id
        assert (later.number, later.sha256 == same.sha256) == (2, False)
        kept = typed(events_of(later.stream).get())
        assert isinstance(kept, GatingStrategyKept)
        assert (kept.number, kept.sha256) == (2, later.sha256)


@pytest.mark.parametrize("code", ["", "fc-1", "FC_1", "FC 1", "-FC", "F" * 41])
def test_codes_are_written_as_the_house_writes_them(laboratory, code):
    with use_scope(EVERYTHING), pytest.raises(Refused) as refused:
        keep_strategy(actor=laboratory.analyst, code=code, content=DOCUMENT, name="x.xml")
    assert refused.value.problems[0].code == "quality.strategy.code"


def test_whoever_only_reads_keeps_nothing(laboratory):
    assert laboratory.reader.get(reverse("flow-keep")).status_code == 403
    assert laboratory.reader.get(reverse("flow-keep-strategy")).status_code == 403
    with use_scope(EVERYTHING), pytest.raises(NotAllowed):
        elsewhere = organisation("Elsewhere", OrganisationKind.PLATFORM_PROVIDER)
        reader = acting(person("other@example.org", Role.QUALIFIED_PERSON, within=elsewhere), elsewhere)
        keep_strategy(actor=reader, code="FC-1", content=DOCUMENT, name="x.xml")


def test_programs_do_what_pages_do(laboratory):
    listed = json.loads(laboratory.client.get("/api/v1/gating-strategies").content)
    assert [each["code"] for each in listed] == ["FC-ALL"]
    address = f"/api/v1/gating-strategies/{laboratory.strategy.id}/analyses/{laboratory.tube.id}"
    made = json.loads(laboratory.client.get(address).content)
    assert made["kind"] == "flow-cytometry"
    assert len(made["digest"]) == 64
    assert made == json.loads(laboratory.client.get(address).content)
