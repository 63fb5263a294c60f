"""Acts on companies, one verb a file."""
