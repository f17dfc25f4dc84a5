"""The search: an index built from a catalog, and answers to anything that a person pastes.

The same engine is written twice, here and, file by file, in ``static/search`` and
``static/words``. What must not differ is held by shared cases (``tests/data/search-*.json``) and by arithmetic
that cannot: every weight is an integer, and every score is made of integers.

==================  ==========================================================
``tokens``          text → tokens with their places; stems; what is only an id
``engine``          an index made ready to be asked
``codebook``        the codes of an index by how they can be recognised
``codes``           text → codes in any spelling, and what only looks like one
``statuses``        text → HTTP statuses that are meant
``templates``       text → messages of the table, blanks filled in
``texts``           texts as an index keeps them, their sentences, the advice at their end
``excerpt``         text → what of it is worth reading as plain language
``shapes``          what is known by its shape alone
``spelling``        what a misspelt word is a slip of
``lexicon``         the words of a catalog with their weights, and what users say for them
``question``        plain language → what it says, as ``concepts``
``ranking``         which rows have that, or that none has
``refine``          a second look at the best of them
``match``           the order in which these are asked: :func:`find`
``together``        the answers of several catalogs as one
``scan``            the same in logs: codes and messages, line by line; ``sieve`` says which lines to read
``index``           a catalog → what all of them need, as JSON
``vocabulary``      the data file of concepts, and what a catalog needs of it
==================  ==========================================================
"""
