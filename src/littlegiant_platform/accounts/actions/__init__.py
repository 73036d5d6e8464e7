"""What can be done with people, organisations and keys: one verb a file."""
