"""What the fronts say, in French; what is said of pupils and runs is in `core.messages`."""
