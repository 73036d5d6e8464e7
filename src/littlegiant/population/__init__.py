"""A synthetic country of enterprises whose totals follow published ones; no row describes a real firm."""
