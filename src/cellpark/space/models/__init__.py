"""The tables of the directory. They belong to no tenant: everyone who has signed in may read them."""

from cellpark.space.models.building import Building
from cellpark.space.models.company import Company
from cellpark.space.models.fact import Fact
from cellpark.space.models.park import Park
from cellpark.space.models.phase import Phase
from cellpark.space.models.platform import Platform
from cellpark.space.models.published import Published
from cellpark.space.models.source import Source

__all__ = ["Building", "Company", "Fact", "Park", "Phase", "Platform", "Published", "Source"]
