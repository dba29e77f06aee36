"""What programs read of a calendar with every odd thing in it, compared with what it means: `python -m interop` prints a matrix."""
