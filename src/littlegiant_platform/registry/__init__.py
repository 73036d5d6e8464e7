"""The registry: who an enterprise is, what is known about it, which titles it held."""
