"""What the specification settles about a computed test holds for every reading: analysis, strategy, parameters."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cellpark.assays.public import analyse, invented_droplets, invented_tube
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.instruments.public import RawFile, keep_file
from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.document import parsed
from cellpark.quality.public import Result, keep_strategy
from tests.batches.test_gates import codes
from tests.quality.laboratory import SPECIFICATION, Laboratory

QUALITY = Path(__file__).parents[2] / "examples" / "quality"
STRATEGY = (QUALITY / "FC-CART-01.gatingml.xml").read_bytes()
LINE = "criterion: car_pos >= 10 %"
COMPUTED = f"""{LINE}
    computed: {{kind: flow-cytometry, value: "CAR:of_parent", file: fcs, strategy: FC-CART-01/1, decimals: 1}}"""
SHARES = {"viable": Decimal(91), "cd3": Decimal(97), "cd4": Decimal(46), "cd8": Decimal(51), "car": Decimal("23.4")}
WANTED = {"Viable": "91", "CD3": "97", "CD4": "46", "CD8": "51", "CAR": "23.4"}


@pytest.fixture(scope="module")
def tube() -> bytes:
    return invented_tube(SHARES, seed=1, title="S-1.fcs", sample="S-1")


def test_the_invented_tube_holds_what_was_asked_for_and_is_the_same_every_time(tube: bytes) -> None:
    found = analyse("flow-cytometry", {"fcs": tube, "gating": STRATEGY}, {}).values
    shares = {name: round(Decimal(found[f"{name}:of_parent"].removesuffix(" %")), 1) for name in WANTED}
    assert shares == {name: Decimal(share) for name, share in WANTED.items()}
    assert invented_tube(SHARES, seed=1, title="S-1.fcs", sample="S-1") == tube
    assert invented_tube(SHARES, seed=2, title="S-1.fcs") != tube
    wells = invented_droplets(Decimal("2.1"), sample="S-1", target="WPRE", reference="RPP30")
    line = parsed((QUALITY / "cart-019.specification.yaml").read_text(encoding="utf-8")).attribute("vcn").computed
    assert line is not None
    made = analyse(line.kind, {line.file: wells}, line.parameters).values[line.value]
    assert round(Decimal(made.removesuffix(" copy/cell")), 2) == Decimal("2.10")


def test_a_specification_names_an_analysis_that_exists() -> None:
    with pytest.raises(Refused) as refused:
        parsed(SPECIFICATION.replace(LINE, COMPUTED.replace("flow-cytometry", "reading-tea-leaves")))
    assert codes(refused) == ["quality.specification.attribute", "assays.kind"]


@pytest.fixture
def running(lab: Laboratory) -> Laboratory:
    lab.approved(SPECIFICATION.replace(LINE, COMPUTED))
    test = lab.ordered_test(lab.received(lab.running(), "S-1", "car_pos"), "car_pos")
    quality.begin_test(actor=lab.one, test_id=test.id)
    return lab


def test_a_typed_value_and_other_settings_are_refused(running: Laboratory, tube: bytes) -> None:
    """211-160a, 211-194a: the value follows from the file, by the version of the strategy that was approved."""
    test = quality.tests().get(attribute="car_pos")
    home = running.floor.store.organisation.id
    kept = keep_file(actor=running.one, content=tube, name="S-1.fcs", organisation_id=home)
    other = keep_file(actor=running.one, content=STRATEGY + b"\n", name="x.xml", organisation_id=home)

    def refused(**said: object) -> list[str]:
        with pytest.raises(Refused) as stopped:
            quality.enter_result(actor=running.one, test_id=test.id, **said)
        return codes(stopped)

    assert refused(value="23.4 %") == ["quality.result.typed"]
    assert refused(files={"fcs": kept.sha256}) == ["quality.result.strategy_missing"]
    keep_strategy(actor=running.one, code="FC-CART-01", content=STRATEGY, name="x.xml", organisation_id=home)
    assert refused(files={"fcs": kept.sha256}, value="23.4 %") == ["quality.result.two_values"]
    assert refused(files={"fcs": kept.sha256, "gating": other.sha256}) == ["quality.result.parameter_fixed"]
    result = quality.enter_result(actor=running.one, test_id=test.id, files={"fcs": kept.sha256})
    assert (result.value, result.verdict, sorted(result.files)) == ("23.4 %", "pass", ["fcs", "gating"])
    assert quality.verify_computation(result.id).holds


def test_the_page_of_the_test_offers_files_that_are_kept(running: Laboratory, tube: bytes) -> None:
    test = quality.tests().get(attribute="car_pos")
    home = running.floor.store.organisation.id
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(Person.objects.get(id=running.one.person_id))
    address = f"/laboratory/tests/{test.id}"
    sent = {"idempotency_key": str(new_id()), "seen_version": test.version, "version": test.version}
    with use_scope(EVERYTHING):
        keep_strategy(actor=running.one, code="FC-CART-01", content=STRATEGY, name="x.xml", organisation_id=home)
    page = client.get(address).content.decode()
    assert "FC-CART-01/1" in page
    assert 'name="value"' not in page
    file = SimpleUploadedFile("S-1.fcs", tube)
    with use_scope(EVERYTHING):
        kept = keep_file(actor=running.one, content=file.read(), name=file.name, organisation_id=home)
    assert "S-1.fcs" in client.get(address).content.decode()
    assert client.post(address, {**sent, "kept": kept.sha256}).status_code == 303
    with use_scope(EVERYTHING):
        assert Result.objects.get().value == "23.4 %"
        assert RawFile.objects.filter(media_type="application/vnd.isac.fcs").count() == 1
    assert "Look at the gates" in client.get(address).content.decode()
