"""Settings of the platform, from the environment; see `base`."""
