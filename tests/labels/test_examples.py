"""The example plant has templates from which labels are issued, loaded once by the acts of the house (LBL-2)."""

from pathlib import Path

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, load_example_people
from cellpark.kernel.problem import Refused
from cellpark.labels.public import LabelTemplate, load_example_templates
from tests.people import PASSWORD

PEOPLE = Path(__file__).parents[2] / "examples" / "people.yaml"
EXAMPLES = Path(__file__).parents[2] / "examples" / "plant" / "labels.yaml"


@pytest.mark.django_db
def test_the_example_templates_are_approved_and_loaded_once() -> None:
    load_example_people(path=PEOPLE, password=PASSWORD)
    with use_scope(EVERYTHING):
        owner = Organisation.objects.get(name_en="Example Cell Therapy Company")
        assert [load_example_templates(EXAMPLES, password=PASSWORD) for _again in range(2)] == [3, 0]
        rows = LabelTemplate.objects.filter(organisation_id=owner.id).order_by("code")
        assert [(each.code, each.revision, each.state) for each in rows] == [
            ("EX-INTERMEDIATE", 1, "approved"),
            ("EX-PRODUCT", 1, "approved"),
            ("EX-SAMPLE", 1, "approved"),
        ]


@pytest.mark.parametrize(
    "content",
    ["format: cellpark.labels/1", "{", "\x00", "format: cellpark.labels/1\norganisation: X\ntemplates: [{code: A}]"],
)
def test_a_file_that_says_too_little_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "labels.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        load_example_templates(path, password=PASSWORD)
    assert [each.code for each in caught.value.problems] == ["labels.template.file"]
