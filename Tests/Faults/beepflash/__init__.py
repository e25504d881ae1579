"""A source whose truth is known: each second begins with a flash and a beep, and carries its own number."""
