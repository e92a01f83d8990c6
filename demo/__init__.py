"""Command line and sample log of the process-mining plugin: a file in, the tables of its recipes and a summary out."""
