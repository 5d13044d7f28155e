"""BE1D over HTTP: the contract, the client, and a stand-in server that honours it."""
