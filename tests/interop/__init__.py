"""What programs read of a calendar with every odd thing in it, compared with its meaning.

`python -m interop` prints a matrix.
"""
