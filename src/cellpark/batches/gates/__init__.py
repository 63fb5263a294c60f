"""What stands at the door of a step: people, places, devices, material. Each says no with its rule, or lets pass."""
