"""What people and programs reach: pages and the API. Neither imports the other."""
