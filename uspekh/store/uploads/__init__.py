"""Uploads: a file accepted all or nothing, taken back, and everything that is stored along with it."""
