"""Galley: a desk for checking articles before they run."""

__version__ = "0.1.0"
