"""Rules over section 3: the results, what leads to them and when."""
