"""lsun-sync: the fronts of the synchronisation, and where they are put together."""

__version__ = "0.2.0"
