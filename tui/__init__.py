"""The terminal application, the run without a screen, and the composition root."""
