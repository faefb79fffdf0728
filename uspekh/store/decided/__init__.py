"""What people decide about figures and findings; every decision stays as it was made."""
