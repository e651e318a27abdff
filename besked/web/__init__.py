"""Plumbing that the doors share; it holds no rule."""
