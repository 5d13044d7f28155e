"""BE1D from files: the CSV extractions that a directeur gets out of ONDE."""
