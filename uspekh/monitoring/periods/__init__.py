"""Which period everything is at, and when reports are due."""
