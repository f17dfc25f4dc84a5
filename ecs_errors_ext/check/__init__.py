"""Faults of runbooks that Sphinx never sees: codes that no table has, links that lead nowhere.

==============  ==============================================================
``mentions``    text → codes of the catalog's families, and what only looks like one
``links``       an address → what is wrong with it
``files``       folders → files, files → blocks of lines in bounded memory
``checker``     all of it: :class:`.Checker`
==============  ==============================================================
"""
