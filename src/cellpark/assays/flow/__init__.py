"""Flow cytometry: files of the instrument, compensation, transforms, gates, counts, statistics and pictures."""
