"""Which versions of packages a project asks for: requirement files, project files, lock files of Python and JavaScript.

These files are no kind of their own to the rest of the program: they are looked for, by name and from the folder of a
usage upwards, only when the version of a client matters.
"""
