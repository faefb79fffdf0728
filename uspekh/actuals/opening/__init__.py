"""What runs in the limited process that opens a foreign file. Only the standard library and calamine are imported."""
