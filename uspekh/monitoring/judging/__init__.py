"""Facts by the formulas of the methods, their flags, and how many people a plan still lacks."""
