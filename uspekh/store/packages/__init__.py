"""What a municipality sends to a region: one signed file, from which the region recomputes."""
