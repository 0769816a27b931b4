"""Measures of Tanık: how well it reads (``quality``), how fast (``speed``), and that it reads the same way twice."""
