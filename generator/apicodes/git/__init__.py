"""Files and settings as git has them at a revision; nothing is fetched, and nothing of them run."""
