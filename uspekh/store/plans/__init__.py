"""What the store keeps of the plan."""
