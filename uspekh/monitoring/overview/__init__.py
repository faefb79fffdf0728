"""What pages and meetings go through first: summaries, counts, deviations, the agenda."""
