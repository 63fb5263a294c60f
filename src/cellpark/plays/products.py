"""What leaves a step of an example batch: which material it is, and how much is in each container."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from cellpark.batches.public import BatchView, OpenStep
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Container, Material
from cellpark.recipes.public import model

# of the example plant (examples/plant/materials.yaml): what is in process, and the product, by kind of recipe
IN_PROCESS = {"autologous": "IM-0001", "vector": "IM-0003", "cell-bank": "IM-0004"}
PRODUCT = {"autologous": "FP-0001", "vector": "FP-0002", "cell-bank": "FP-0003"}
SOLUTION = "IM-0002"
SHARED = Decimal("0.8")
"""The share of a container that a split takes; the rest stays for samples."""
VOLUME = {"mL": Decimal(200)}
"""How much is in a container that a step derives."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The code of the material, and the quantity of each container."""

    material: str
    quantities: tuple[Quantity | None, ...]


def product_of(view: BatchView, asked: model.Out, opened: OpenStep) -> Filled:
    """What ``asked`` gives: in equal parts, and one container when the recipe counts none."""
    decided = opened.amounts.get(asked.name)
    amount = decided.value if decided is not None else None
    count = int(amount.value) if isinstance(amount, Quantity) and amount.unit in COUNTED else 1
    names = [thing for name in asked.of for thing in view.state.things.get(name, ())]
    sources = list(Container.objects.select_related("material").filter(id__in=names or view.state.process))
    kind = view.recipe.kind or ""
    if asked.what in filled_from(view.recipe):
        material = PRODUCT.get(kind, SOLUTION)
    elif all(not each.coi and not each.din for each in sources) and kind == "autologous":
        material = SOLUTION
    else:
        material = IN_PROCESS.get(kind, SOLUTION)
    if asked.move in (model.Move.SPLIT, model.Move.TRANSFER):
        material = ""
    unit = Material.objects.get(organisation_id=view.batch.organisation_id, code=material).unit if material else ""
    whole = sources[0].quantity if sources else None
    if asked.move is model.Move.SPLIT and whole is not None:
        each = (whole.value * SHARED / count).quantize(Decimal("0.0001"), rounding=ROUND_DOWN)
        return Filled("", tuple(Quantity(each, whole.unit) for _ in range(count)))
    if asked.move is model.Move.TRANSFER or (asked.move is model.Move.POOL and material != SOLUTION):
        return Filled("", (None,))
    return Filled(material, tuple(Quantity(VOLUME.get(unit, Decimal(1)), unit) for _ in range(count)))


def filled_from(recipe: model.Recipe) -> frozenset[str]:
    """What the recipe calls the containers from which labelled ones are filled: the product, in bulk."""
    found = set()
    for _, step in recipe.steps():
        names = {name for each in step.fields if isinstance(each, model.Out) and each.label for name in each.of}
        found |= {each.what for each in step.fields if isinstance(each, model.In) and each.name in names}
    return frozenset(found)


COUNTED = frozenset({"bag", "vial", "tube", "plate", "item"})
