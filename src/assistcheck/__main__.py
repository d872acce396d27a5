"""``python -m assistcheck``."""

from assistcheck.cli import program

if __name__ == "__main__":
    program()
