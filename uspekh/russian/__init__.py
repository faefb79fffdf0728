"""Floor 0: how Russian people write numbers, dates, periods and names. Knows nothing of the project."""
