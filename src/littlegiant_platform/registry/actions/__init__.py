"""What can be done in the registry: one verb a file."""
