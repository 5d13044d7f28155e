"""What is said of it, in French: the object, the reason, the next step."""
