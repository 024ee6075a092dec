"""Programs outside of Python, each behind one module that runs it, bounds it and checks what it made."""
