"""A park with rooms and two tenants, signed in."""

from tests.leases.conftest import park

__all__ = ["park"]
