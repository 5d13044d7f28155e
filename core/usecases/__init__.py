"""What one can do with lsun-sync: over the ports, whichever front asks."""
