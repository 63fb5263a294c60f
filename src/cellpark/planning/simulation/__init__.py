"""What will probably happen: a compiled loop of events with random streams that are counted, never drawn in turn."""
