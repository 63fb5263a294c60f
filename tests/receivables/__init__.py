"""Payments, what they settle, ageing, reminders, statements, the journal."""
