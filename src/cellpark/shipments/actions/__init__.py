"""Acts on shipments, one verb a file."""
