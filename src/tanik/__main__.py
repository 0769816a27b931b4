"""``python -m tanik`` is the command ``tanik``."""

from tanik.cli.main import main

if __name__ == "__main__":
    main()
