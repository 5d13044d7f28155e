"""What the terminal at hand can show and take; nothing here knows a screen."""
