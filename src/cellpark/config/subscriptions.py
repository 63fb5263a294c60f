"""Who listens to what: event type -> dotted paths of functions that take the event's id. The only such list."""

from collections.abc import Mapping

SUBSCRIPTIONS: Mapping[str, tuple[str, ...]] = {}
