"""The study file: the only package that knows SQL."""
