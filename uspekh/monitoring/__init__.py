"""Floor 2: plan against fact. Pure functions from frames to frames."""
