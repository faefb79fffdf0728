"""The limited process that reads a foreign file, and waiting for its answer."""
