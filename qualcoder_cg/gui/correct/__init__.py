"""Correcting texts: editing, better files, versions, codings to review."""
