"""How well lines are heard: lines with their goals, and what the ears make of them."""
