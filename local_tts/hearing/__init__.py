"""Hearing on this computer: a line of text → what the interaction model calls it."""
