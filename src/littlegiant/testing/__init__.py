"""Run the worked cases of a standard and prove that they depend on every number; for anyone who writes one."""
