"""The views of shipments, couriers and their loggers."""
