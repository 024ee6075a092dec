"""English sentences of the command line (``en.po``), read by :mod:`pipeline.language`."""
