"""Bills of leases and charges, and the credit notes that correct them."""
