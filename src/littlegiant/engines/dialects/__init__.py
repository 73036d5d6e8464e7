"""The compiler's trees in the words of other engines: what differs between them is written here, and only here."""
