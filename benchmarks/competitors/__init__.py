"""One module per competitor, each a program: INPUT and OUT, a fresh process, its own peak memory."""
