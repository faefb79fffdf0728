"""Rules over section 2, annex 2 and the methods of calculation."""
