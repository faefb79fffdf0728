"""The sections of a passport, each read into plan tables of its own."""
