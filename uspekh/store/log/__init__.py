"""The log of actions: who did what, and what was refused to whom."""
