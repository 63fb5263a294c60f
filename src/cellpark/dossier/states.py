"""How far a dossier is, and what an inspector may ask about."""

from enum import StrEnum

from cellpark.dossier.permissions import DossierPermission
from cellpark.kernel.lifecycle import Lifecycle, Transition, register

ATTEMPTS_MAX = 4
"""As often as the worker tries a job of this app."""


class DossierState(StrEnum):
    """How far a dossier is."""

    REQUESTED = "requested"
    ASSEMBLED = "assembled"
    FAILED = "failed"


class Subject(StrEnum):
    """What a story is about."""

    CONTAINER = "container"
    LOT = "lot"
    BATCH = "batch"
    EQUIPMENT = "equipment"


DOSSIER_LIFECYCLE = register(
    Lifecycle(
        name="dossier.dossier",
        states=DossierState,
        initial=DossierState.REQUESTED,
        transitions=(
            Transition(
                source=DossierState.REQUESTED,
                verb="assemble",
                target=DossierState.ASSEMBLED,
                permission=DossierPermission.BUILD,
            ),
            # a job that was killed between the list and the zip begins anew
            Transition(
                source=DossierState.ASSEMBLED,
                verb="assemble",
                target=DossierState.ASSEMBLED,
                permission=DossierPermission.BUILD,
            ),
            Transition(
                source=DossierState.REQUESTED,
                verb="fail",
                target=DossierState.FAILED,
                permission=DossierPermission.BUILD,
            ),
            Transition(
                source=DossierState.ASSEMBLED,
                verb="fail",
                target=DossierState.FAILED,
                permission=DossierPermission.BUILD,
            ),
        ),
        final=frozenset({DossierState.FAILED}),
    )
)
