"""What the final report of the project says: the whole period, what was reached and what nobody can claim."""
