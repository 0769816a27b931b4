"""How near a machine reading comes to hand-made readings: ``python -m benchmarks.quality --help``."""
