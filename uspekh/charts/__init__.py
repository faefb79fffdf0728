"""Floor 1: frames to Altair charts, pure, under one theme."""
