"""What is said beside figures: flags, what stands where there is no figure, who is named, what is hidden."""
