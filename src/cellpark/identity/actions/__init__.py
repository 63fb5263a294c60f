"""What can be done with organisations and people: one verb a file."""
