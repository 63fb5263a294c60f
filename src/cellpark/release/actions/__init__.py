"""The verbs of this app, one a file."""
