"""What people and programs do with meters: one verb, one file."""
