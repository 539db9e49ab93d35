"""The settings: finding them, reading them, and their types."""
