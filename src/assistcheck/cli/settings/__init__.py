"""Settings: what options say where no flag does, by a variable ``ASSISTCHECK_…`` or by a file.

The options themselves, as the commands declare them, are the only list of what can be set: see :mod:`.keys`.
"""
