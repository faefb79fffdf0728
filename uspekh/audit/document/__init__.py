"""Rules over the document as a whole: its form, its head, its words, what cannot be read in it."""
