"""Workbooks that the program writes: the template, and copies of files that were read."""
