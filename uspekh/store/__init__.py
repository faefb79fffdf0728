"""Floor 3: accepted uploads. Journal, history, undo. The only room that speaks SQL."""
