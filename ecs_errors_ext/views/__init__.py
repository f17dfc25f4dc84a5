"""What each page shows.

A template gets a view (:mod:`.pageshapes`) and nothing else that differs from page to page,
so the ``repr`` of a view tells whether its page must be written again.
"""
