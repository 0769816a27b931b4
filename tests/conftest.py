"""Makes ``strategies`` importable from every test, and keeps Hypothesis quick and repeatable."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

if str(Path(__file__).parent) not in sys.path:
    sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile(
    "tanik", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("tanik")
