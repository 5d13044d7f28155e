"""A synthetic school, in LSUN and in BE1D, that shows every row of the sheet."""
