"""How the pages of batches write what was seen."""
