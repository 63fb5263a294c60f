"""The pages of leases."""
