"""Pictures that the project draws itself, in an edition's colour; none needs anybody's permission.

The same arguments always give the same picture, so loading the demo twice makes no second file.
"""
