"""What the makefile calls: environment, checks, databases and browsers for the tests. Standard library only."""
