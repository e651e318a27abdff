"""The calendar: interviews by day, week and month; one interview; its box on the application page; the feed."""
