"""What a file says of the codes, and what differs between two such files."""
