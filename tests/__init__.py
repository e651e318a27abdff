"""The suite. It mirrors the house: what besked/lib/text.py promises is tested in tests/lib/test_text.py."""
