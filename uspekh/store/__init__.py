"""Floor 2: accepted uploads. Journal, history, undo. The only room that speaks SQL."""
