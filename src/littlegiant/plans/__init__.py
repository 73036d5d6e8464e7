"""What an enterprise must change, by when, to meet a standard: the least change, solved as one small programme."""
