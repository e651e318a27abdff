"""The overview: start page, vacancies, one vacancy with its applications, search."""
