"""Foot Coach: what is said, and the two doors that carry it."""
