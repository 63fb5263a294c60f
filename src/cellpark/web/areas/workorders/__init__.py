"""The pages of work orders and permits."""
