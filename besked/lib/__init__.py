"""Pure Python that knows nothing of applicants: text, addresses, telephone numbers, dates, secrets."""
