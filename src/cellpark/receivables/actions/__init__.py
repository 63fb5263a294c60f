"""The acts of this app, one verb a file."""
