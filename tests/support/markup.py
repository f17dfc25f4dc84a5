"""A table whose cells hold markup of every kind, for whatever shows them elsewhere."""

from __future__ import annotations

TABLE = """\
.. _the-table:

Table
=====

+------------+----------------+------------------------------------------+
| Error Code | Message        | Solution                                 |
+============+================+==========================================+
| Ab.0001    | Disk full.     | See :ref:`the table <the-table>`,        |
|            |                | :doc:`index`, `the web                   |
|            |                | <https://example.org>`__, ``free``,      |
|            |                | and |dot|. [#]_                          |
|            |                |                                          |
|            |                | - or *wait*                              |
+------------+----------------+------------------------------------------+
| Ab.0002    | Disk full.     | 3. Stop.                                 |
|            |                | 4. Go to :err:code:`Ab.0001`.            |
|            |                |                                          |
|            |                | .. note:: Mind *this*.                   |
+------------+----------------+------------------------------------------+
| Ab.0003    | Image missing. | .. image:: dot.png                       |
|            |                |    :alt: a dot                           |
+------------+----------------+------------------------------------------+

.. |dot| image:: dot.png

.. [#] A footnote.
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da6364f8cf500f0003"
    "8601806bd4a0170000000049454e44ae426082"
)
"""A picture of one pixel, ``dot.png``."""
