"""One task done by this engine and by others, timed, weighed and checked against each other."""
