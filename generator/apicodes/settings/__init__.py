"""The settings: where they are, and what they may say."""
