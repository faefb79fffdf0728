"""Floor 2: what was reported. Opening a file safely, finding headings, checks, the template."""
