"""Organisations, people and what ties them together."""

from cellpark.identity.models.access_token import AccessToken
from cellpark.identity.models.membership import Membership
from cellpark.identity.models.one_time_link import OneTimeLink
from cellpark.identity.models.organisation import Organisation
from cellpark.identity.models.person import Person
from cellpark.identity.models.prepared_signature import PreparedSignature
from cellpark.identity.models.qualification import Qualification

__all__ = ["AccessToken", "Membership", "OneTimeLink", "Organisation", "Person", "PreparedSignature", "Qualification"]
