"""Floor 1: what was reported. Opening a file safely, finding headings, checks, the template."""
