"""Every code on a printed page is read back from its picture, for every kind of template."""

import io
import itertools

import pytest
import zxingcpp
from django.conf import settings
from PIL import Image

from cellpark.base.typesetting import has_chinese_font
from cellpark.identifiers.house import HouseCode, HouseKind
from cellpark.identifiers.isbt128 import Compound
from cellpark.identifiers.scan import in_address, read
from cellpark.kernel.problem import Refused
from cellpark.labels.contents import ADDED, required
from cellpark.labels.drawing.draw import EXAMPLE, specimen, template_png
from cellpark.labels.drawing.symbol import codes_in, data_matrix
from cellpark.labels.payload import number_payload
from cellpark.labels.public import (
    Country,
    Donor,
    Field,
    LabelKind,
    LabelTemplate,
    Stage,
    Statement,
    Use,
    label_pdf,
    label_png,
    verify_label,
)
from cellpark.labels.words import STATEMENTS, in_language
from tests.labels.plant import PAYLOAD, VALUES, Plant, approved, design

pytestmark = pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font on this machine")
EVERY = tuple(itertools.product(LabelKind, Use, Country))
SIZES = ((100, 70), (60, 40), (210, 297))


def scanned(png: bytes) -> tuple[str, ...]:
    return codes_in(Image.open(io.BytesIO(png)).convert("L"))


def template(kind: LabelKind, use: Use, country: Country, size: tuple[int, int]) -> LabelTemplate:
    demands = required(kind, use, country)
    fields = {Field.COI, Field.DIN, Field.PRODUCT_CODE}.union(*(demand.fields for demand in demands))
    statements: set[Statement] = set().union(*(demand.statements for demand in demands))
    return LabelTemplate(
        code="EXAMPLE",
        revision=3,
        kind=kind,
        use=use,
        country=country,
        width_mm=size[0],
        height_mm=size[1],
        fields=sorted(fields),
        statements=sorted(statements),
    )


@pytest.mark.parametrize(("kind", "use", "country"), EVERY, ids=str)
def test_every_code_of_every_template_is_read_back_from_the_rendered_page(
    kind: LabelKind, use: Use, country: Country
) -> None:
    """As a label printer prints it, 300 dots an inch; the smaller printers have 203."""
    made = template(kind, use, country, SIZES[0])
    for ppi in (203, 300):
        codes = scanned(template_png(made, donor=Donor.POSITIVE, ppi=ppi))
        assert codes[0] == specimen(made).payload
        message, number = (read(each) for each in codes)
        assert isinstance(message, Compound)
        assert isinstance(number, HouseCode)
        assert number.kind is HouseKind.LABEL


@pytest.mark.parametrize("size", SIZES)
def test_small_and_large_paper_is_read_too(size: tuple[int, int]) -> None:
    made = template(LabelKind.PRODUCT, Use.AUTOLOGOUS, Country.UNITED_STATES, size)
    assert len(scanned(template_png(made))) == 2


@pytest.mark.django_db
def test_the_page_of_a_label_carries_its_codes_and_no_name(plant: Plant) -> None:
    label = plant.issued(donor=Donor.UNKNOWN)
    assert scanned(label_png(label))[0] == PAYLOAD
    pdf = label_pdf(label)
    assert pdf.startswith(b"%PDF-")
    assert label_pdf(label) == pdf


@pytest.mark.parametrize("donor", list(Donor))
def test_required_statements_stand_in_both_languages_on_labels_for_china(donor: Donor) -> None:
    """1271-1a: what is drawn is what the donor's state asks for, in Chinese and English."""
    made = template(LabelKind.PRODUCT, Use.AUTOLOGOUS, Country.CHINA, SIZES[0])
    sheet = specimen(made, donor=donor)
    assert list(sheet.statements) == [Statement.AUTOLOGOUS, *ADDED[donor]]
    for each in sheet.statements:
        zh, en = in_language(STATEMENTS[each], "zh-hans"), in_language(STATEMENTS[each], "en")
        assert zh != en
        assert en == en.upper()


def test_the_example_fills_every_field() -> None:
    assert set(EXAMPLE) == set(Field)


def test_a_symbol_is_square_and_quiet_around() -> None:
    drawn = data_matrix(PAYLOAD)
    head = drawn.split("<svg", 1)[1].split(">", 1)[0]
    width, height = (head.split(f'{name}="')[1].split('"')[0] for name in ("width", "height"))
    assert width == height


@pytest.mark.django_db
def test_a_container_with_a_gs1_key_gets_a_gs1_symbol(plant: Plant) -> None:
    fields = (Field.COI, Field.DIN, Field.BATCH, Field.CONTAINER)
    draft = plant.draft(design(code="GS1", kind=LabelKind.SAMPLE, fields=fields))
    template = approved(plant.head, draft)
    values = {key: VALUES[key] for key in (Field.COI, Field.DIN)}
    label = plant.issued(template_id=template.id, values=values, scan_key="(01)09506000134352(21)SN7")
    picture = Image.open(io.BytesIO(label_png(label))).convert("L")
    found = {each.symbology_identifier: each.text for each in zxingcpp.read_barcodes(picture)}
    assert found == {"]d2": "(01)09506000134352(21)SN7", "]d1": number_payload(label.number)}
    with pytest.raises(Refused) as refused:
        plant.issued(template_id=template.id, values=values, scan_key="(01)09506000134353(21)SN7")
    assert [each.code for each in refused.value.problems] == ["identifiers.check"]


@pytest.mark.parametrize("size", SIZES)
def test_LBL_5_the_code_for_a_phone_is_read_beside_the_others(size: tuple[int, int]) -> None:
    """LBL-5: a template that asks for it carries the address of the page for one-time links, on every paper."""
    made = template(LabelKind.PRODUCT, Use.AUTOLOGOUS, Country.UNITED_STATES, size)
    made.fields = [*made.fields, Field.PHONE]
    picture = Image.open(io.BytesIO(template_png(made))).convert("L")
    assert len(codes_in(picture)) == 2
    assert codes_in(picture, zxingcpp.BarcodeFormat.QRCode) == (EXAMPLE[Field.PHONE],)


@pytest.mark.django_db
def test_T1_the_code_for_a_phone_names_the_container_and_is_no_second_persons_check(plant: Plant) -> None:
    """T1, LBL-3: filled by the house; scanned instead of the large symbol it is neither a near miss nor a check."""
    fields = (Field.COI, Field.DIN, Field.BATCH, Field.CONTAINER, Field.PHONE)
    found = approved(plant.head, plant.draft(design(code="PHONE", kind=LabelKind.SAMPLE, fields=fields)))
    label = plant.issued(template_id=found.id, values={key: VALUES[key] for key in (Field.COI, Field.DIN)})
    address = f"{settings.CELLPARK_ADDRESS}/go?c={label.container_code}"
    assert label.texts[Field.PHONE] == address
    picture = Image.open(io.BytesIO(label_png(label))).convert("L")
    assert codes_in(picture, zxingcpp.BarcodeFormat.QRCode) == (address,)
    assert in_address(f"]Q1{address}\r", settings.CELLPARK_ADDRESS) == label.container_code
    with pytest.raises(Refused) as refused:
        verify_label(actor=plant.head, label_id=label.id, stage=Stage.ISSUE, scanned=address)
    assert [each.code for each in refused.value.problems] == ["labels.label.phone_code"]
