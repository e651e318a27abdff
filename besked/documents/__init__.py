"""Files from strangers: checked at the door, kept by random name, read in a process of their own, shown as pictures."""
