from tests.journeys.conftest import (  # noqa: F401 - fixtures
    environment,
    filled_store,
    lsun_sync,
    register_url,
    served,
)
