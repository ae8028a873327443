"""Suggesters: plain values in, suggestions out; the only package that uses spaCy."""
