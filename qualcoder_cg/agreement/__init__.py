"""Coefficients of agreement, one per file; `ALL` lists them."""
