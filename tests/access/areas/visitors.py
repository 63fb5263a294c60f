"""What anybody sees."""

from tests.access.sample import Sample

ROUTES = {"visit": Sample(), "visit-park": Sample(fixed={"key": "small"})}
REASONS = {
    "visit": "a page for people who look for a place; programs read rooms and parks by the operations of their areas",
    "visit-park": "as the page of all parks",
}
