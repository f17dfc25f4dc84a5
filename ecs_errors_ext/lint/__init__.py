"""Faults of an error-code table that a reader meets, not the parser: what to mend, and where.

==============  ==============================================================
``rules``       the rules, each with why it matters and how to mend it
``advice``      a solution → whether it only says to call support
``likeness``    messages → those that are nearly the same
``linter``      rows → :class:`.Fault`, for the command line and the build
``places``      a row and a role → line and column in the file
==============  ==============================================================
"""
