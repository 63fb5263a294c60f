"""What people and programs do with materials, one verb a file."""
