"""Where the core meets the outside: BE1D over HTTP, the LSUN store, the demonstration school."""
