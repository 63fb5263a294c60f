"""The views of companies."""
