"""Traces, recalls and documents for others."""
