"""Careers: the public job list, the job page, the application form. It holds no rule."""
