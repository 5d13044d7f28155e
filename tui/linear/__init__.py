"""The whole journey as plain questions and answers, a line each: no screen, no control sequence."""
