"""What can be done with a batch, one verb a file."""
