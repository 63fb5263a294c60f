"""What other apps do to the graph, inside their own acts."""
