"""Acts on buildings and rooms, one verb a file."""
