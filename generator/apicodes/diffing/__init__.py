"""What changed between two inputs: which entries are the same, and what a change means."""
