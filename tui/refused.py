"""What ends a command, or what a screen says instead of doing it."""


class Refused(Exception):
    """The program cannot do what was asked. Its text is the sentence that tells the user why."""
