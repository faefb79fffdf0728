"""Floor 1: plan against fact. Pure functions from frames to frames."""
