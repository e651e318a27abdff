"""Tests of what the makefile calls."""
