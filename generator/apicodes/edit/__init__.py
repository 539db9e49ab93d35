"""Edits of catalog files by position; all other bytes stay as they are."""
