"""What can be done with templates and labels, one verb a file."""
