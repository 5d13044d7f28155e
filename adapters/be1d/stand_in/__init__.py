"""A stand-in BE1D: a real HTTP server, with a token, a latency and faults on demand."""
