"""The nights of a fictional academy, done for real: for the benchmark, a proof and a test."""
