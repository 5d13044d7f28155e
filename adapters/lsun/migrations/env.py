"""Alembic's environment: it is handed an open connection, in whose transaction it works."""

from alembic import context

from adapters.lsun.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
