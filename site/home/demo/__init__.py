"""What only the demo has: a bar to change roles, and a mailbox that can be read.

``config.settings.demo`` adds its middleware and its addresses; no other settings load this package.
"""
