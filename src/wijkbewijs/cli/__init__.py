"""The command line: the only room that knows the clock and the environment."""
