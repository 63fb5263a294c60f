"""What other floors use of this app."""

from cellpark.leases import words
from cellpark.leases.acting import RoomWanted, side_of
from cellpark.leases.actions.amend_lease import amend_lease
from cellpark.leases.actions.approve_lease import approve_lease, withdraw_lease
from cellpark.leases.actions.draft_lease import draft_lease, redraft_lease
from cellpark.leases.actions.hold_room import hold_room, release_hold
from cellpark.leases.actions.keep_leases import keep_leases
from cellpark.leases.actions.record_index import record_index
from cellpark.leases.actions.renew_lease import renew_lease
from cellpark.leases.actions.run_lease import end_lease, give_notice, start_lease, terminate_lease
from cellpark.leases.actions.set_asking_rent import set_asking_rent
from cellpark.leases.actions.sign_lease import PURPOSE, prepare_lease_signature, sign_lease
from cellpark.leases.actions.take_notice_back import agree_notice_back, ask_notice_back
from cellpark.leases.actions.take_over_lease import take_over_lease
from cellpark.leases.conflicts import taken_problems
from cellpark.leases.days import today
from cellpark.leases.events import RoomDays
from cellpark.leases.example_leases import load_example_leases
from cellpark.leases.figures import (
    Expiry,
    FutureBill,
    Month,
    RollLine,
    asking_rents,
    expiries,
    occupancy,
    preview,
    rent_roll,
)
from cellpark.leases.models import AskingRent, Hold, IndexValue, Lease, LeaseRoom, LeaseVersion
from cellpark.leases.parties import known_tenants, tenant_named
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.places import find_free_places
from cellpark.leases.queries import (
    Lettings,
    Occupation,
    billable,
    free_rooms,
    hold,
    holds,
    index_values,
    lease,
    leases,
    leases_of,
    lettings_version,
    names_of,
    occupations,
    published,
    rent_lease,
    rent_leases,
    rooms_of,
    rooms_said,
    versions_of,
    with_versions,
)
from cellpark.leases.states import BILLED, IN_FORCE, HoldState, LeaseState, OccupationState, Side, VersionState
from cellpark.leases.vacancies import Vacancies, Vacancy, vacancies

__all__ = [
    "BILLED",
    "IN_FORCE",
    "PURPOSE",
    "AskingRent",
    "Expiry",
    "FutureBill",
    "Hold",
    "HoldState",
    "IndexValue",
    "Lease",
    "LeasePermission",
    "LeaseRoom",
    "LeaseState",
    "LeaseVersion",
    "Lettings",
    "Month",
    "Occupation",
    "OccupationState",
    "RollLine",
    "RoomDays",
    "RoomWanted",
    "Side",
    "Vacancies",
    "Vacancy",
    "VersionState",
    "agree_notice_back",
    "amend_lease",
    "approve_lease",
    "ask_notice_back",
    "asking_rents",
    "billable",
    "draft_lease",
    "end_lease",
    "expiries",
    "find_free_places",
    "free_rooms",
    "give_notice",
    "hold",
    "hold_room",
    "holds",
    "index_values",
    "keep_leases",
    "known_tenants",
    "lease",
    "leases",
    "leases_of",
    "lettings_version",
    "load_example_leases",
    "names_of",
    "occupancy",
    "occupations",
    "prepare_lease_signature",
    "preview",
    "published",
    "record_index",
    "redraft_lease",
    "release_hold",
    "renew_lease",
    "rent_lease",
    "rent_leases",
    "rent_roll",
    "rooms_of",
    "rooms_said",
    "set_asking_rent",
    "side_of",
    "sign_lease",
    "start_lease",
    "take_over_lease",
    "taken_problems",
    "tenant_named",
    "terminate_lease",
    "today",
    "vacancies",
    "versions_of",
    "with_versions",
    "withdraw_lease",
    "words",
]
