"""What a person looks at: documents beside the rows that were read from them, served (``cchc review``) or as files
(``cchc report``).

The modules: ``library`` (what there is to see), ``originals`` and ``pages`` (the files themselves, as images),
``marks`` (which words gave which row), ``cards`` (rows for a reader), ``words`` (Vietnamese and English), ``render``
(templates), ``access`` and ``server`` (the page on this machine), ``report`` (the folder to hand on).
"""
