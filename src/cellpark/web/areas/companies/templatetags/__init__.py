"""Words of applications."""
