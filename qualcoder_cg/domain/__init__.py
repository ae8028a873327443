"""Plain values and rules; nothing here knows of files, spaCy or Qt."""
