"""Looks into files that strangers upload: is it what its name says, and does it hold anything that acts?

Slides are taken as PDF, PPTX or ODP and pictures as PNG or JPEG, and nothing else. Memory is bounded: packed
parts are read in pieces, and reading ends when a file unpacks to more than slides need.
"""

from core.formats.inspection.looking import KINDS, LARGEST, Kind, Unsafe, inspect

__all__ = ["KINDS", "LARGEST", "Kind", "Unsafe", "inspect"]
