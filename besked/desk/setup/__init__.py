"""Settings: departments, staff, letters, reasons, senders, signatures, and the editing of vacancies."""
