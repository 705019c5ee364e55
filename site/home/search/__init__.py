"""The public search: Wagtail's index says what holds the words, and here it is put in order and shown.

What is indexed, and how words are made alike for every database, is told in ``core.searching``.
"""
