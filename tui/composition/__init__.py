"""Where the adapters are put behind the ports of the core."""
