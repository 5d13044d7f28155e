"""The LSUN store: tables, migrations, and the transactions of a run."""
