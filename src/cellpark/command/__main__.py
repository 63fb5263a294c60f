"""``python -m cellpark.command`` is the same program as ``cellpark``."""

from cellpark.command.main import run

if __name__ == "__main__":
    run()
