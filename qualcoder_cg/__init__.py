"""QualCoder CG: code interviews against an evaluation matrix, and write findings that stand on evidence."""

__version__ = "0.7.0"
