"""The pages of shipments, couriers and their loggers."""
