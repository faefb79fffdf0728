"""Reports that organizations send, on their way to acceptance."""
