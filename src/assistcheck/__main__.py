"""``python -m assistcheck``."""

from assistcheck.cli import main

if __name__ == "__main__":
    main()
