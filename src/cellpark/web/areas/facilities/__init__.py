"""The pages of work orders, permits and alarms."""
