"""Windows that ask or show one thing and then close."""
