"""Text: its lines and width, and how messages and terminals show it."""
