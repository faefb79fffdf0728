"""The database itself: connecting to it, bringing it to the newest shape, whether it is sound."""
