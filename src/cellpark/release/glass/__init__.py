"""The glass room: what hospital and sponsor of an order read of what was made for it, chosen field by field (T19)."""
