"""A backup of the whole store, and putting it back."""
