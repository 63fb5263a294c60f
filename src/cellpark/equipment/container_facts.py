"""What segregation must know of a container of the materials floor."""

from cellpark.equipment.facts import ContainerFacts
from cellpark.equipment.states import Content, Infectious
from cellpark.materials.public import Container, DonorUse, LotState, MaterialKind

_CELLS = frozenset({MaterialKind.STARTING, MaterialKind.INTERMEDIATE, MaterialKind.PRODUCT})


def content_of(container: Container) -> Content:
    """Sample, cells, vector being made, or reagent. A vector lot that is released is a reagent, added to cells.

    What comes from no donor, such as a medium that was mixed or a cell line of a bank, is a reagent too.
    """
    kind = container.material.kind
    if container.sample or kind == MaterialKind.SAMPLE:
        return Content.SAMPLE
    if kind in _CELLS:
        of_nobody = container.material.donor_use == DonorUse.NONE and not container.coi and not container.din
        return Content.REAGENT if of_nobody else Content.CELLS
    released = container.lot is not None and container.lot.state == LotState.RELEASED
    return Content.VECTOR if kind == MaterialKind.VECTOR and not released else Content.REAGENT


def facts_of(container: Container, *, content: Content | None = None) -> ContainerFacts:
    """The facts of a container, read with its material and lot; ``content`` where the process knows better."""
    found = content or content_of(container)
    from_donor = found in (Content.CELLS, Content.SAMPLE)
    return ContainerFacts(
        container=container.id,
        code=container.code,
        content=found,
        infectious=Infectious(container.donor_state) if from_donor else Infectious.NEGATIVE,
        donor=(container.coi or container.din) if from_donor else "",
    )
