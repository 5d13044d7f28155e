"""Journeys on files alone: the real command, a real store."""
