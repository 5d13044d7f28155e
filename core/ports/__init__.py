"""What the core needs from outside; `core.errors` says how what is outside may fail."""
