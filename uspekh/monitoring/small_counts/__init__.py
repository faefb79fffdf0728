"""Which sensitive counts are not printed, and the figures without them."""
