"""One file a change of the tables, named after what it brings."""
