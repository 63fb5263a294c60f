"""The tables of this app."""

from cellpark.companies.models.admission import Application, Contact, Offer, Review
from cellpark.companies.models.company import Company
from cellpark.companies.models.milestone import Milestone
from cellpark.companies.models.need import Need
from cellpark.companies.models.passage import Passage
from cellpark.companies.models.rule import Rule

__all__ = ["Application", "Company", "Contact", "Milestone", "Need", "Offer", "Passage", "Review", "Rule"]
