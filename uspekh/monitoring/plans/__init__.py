"""Plans of the municipality, of organizations and of selections of them."""
