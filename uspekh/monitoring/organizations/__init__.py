"""Who exists in a year, who is asked for what, and who has reported."""
