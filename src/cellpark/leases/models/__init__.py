"""The tables of this app."""

from cellpark.leases.models.asking_rent import AskingRent
from cellpark.leases.models.hold import Hold
from cellpark.leases.models.index_value import IndexValue
from cellpark.leases.models.lease import Lease, LeaseVersion
from cellpark.leases.models.room import LeaseRoom

__all__ = ["AskingRent", "Hold", "IndexValue", "Lease", "LeaseRoom", "LeaseVersion"]
