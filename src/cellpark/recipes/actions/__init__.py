"""What can be done with recipes: one verb a file."""
