"""Rules over section 4 and the supplementary financing."""
