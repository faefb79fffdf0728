"""Rules over sections 1 and 5: persons and organizations."""
