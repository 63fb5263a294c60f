"""The tables of this app."""

from cellpark.premises.models.building import Building
from cellpark.premises.models.dry_run import DryRun
from cellpark.premises.models.missed_place import MissedPlace
from cellpark.premises.models.room import Room

__all__ = ["Building", "DryRun", "MissedPlace", "Room"]
