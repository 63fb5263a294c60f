"""What anybody sees."""

from tests.access.sample import Sample

ROUTES = {"visit": Sample(), "visit-park": Sample(fixed={"key": "small"})}
