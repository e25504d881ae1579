"""The fault bench: runs the built earshot against real servers and breaks them."""
