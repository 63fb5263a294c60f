"""The code for phones shows what carries it and says of nothing that it was used."""

from django.conf import settings

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.materials.public import NearMiss
from tests.materials.plant import Plant
from tests.materials.test_corrected_operations import amounts, used
from tests.materials.test_pages import call


def test_LBL3_the_code_for_phones_does_not_say_which_container_was_used(plant: Plant) -> None:
    """LBL-3: a program that sends it is told to scan the large symbol; nothing moved, and it is no near miss."""
    bag, bottle, other = plant.patient_bag(), plant.stock(plant.lot(number="L1")), plant.stock(plant.lot(number="L2"))
    done = used(plant, bottle, bag, "30 mL")
    body = {"container": str(bottle.id), "quantity": "25 mL", "reason": "mixed up"}
    body["raw"] = f"{settings.CELLPARK_ADDRESS}/go?c={other.code}"
    answer = call(plant, plant.operator, f"operations/{done.id}/corrections", body)
    assert (answer.status_code, "materials.scan.phone_code" in answer.content.decode()) == (409, True)
    taken = {"container": str(other.id), "quantity": "25 mL", "raw": body["raw"]}
    into = {"container": str(bag.id), "raw": bag.code}
    answer = call(plant, plant.operator, "operations", {"kind": "use", "consumed": [taken], "into": [into]})
    assert (answer.status_code, "materials.scan.phone_code" in answer.content.decode()) == (409, True)
    with use_scope(EVERYTHING):
        assert amounts(bottle, other) == ["70 mL in_use", "100 mL available"]
        assert NearMiss.objects.count() == 0
