"""Acts on leases, one verb a file."""
