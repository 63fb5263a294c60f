"""How the pages of orders write what countries ask for."""
