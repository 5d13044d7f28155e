"""What a run with nobody there needs of the machine: patience, a voice, a timer."""
