"""How fast Tanık reads, beside its peers, on one core: ``python -m benchmarks.speed --help``."""
