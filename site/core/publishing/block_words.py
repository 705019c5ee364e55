"""What blocks say of a field that is empty and must not be, instead of “This field is required.”"""

from collections.abc import Iterator

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, FieldBlock, ListBlock

EMPTY = _("“{label}” is empty. Fill it in, or take this block away.")


def name_what_is_missing(block: Block) -> None:
    """Let every field of ``block``, however deep, tell by its own label that it is empty.

    A page with ten blocks then says which part of which one is meant, also where only the messages are read.
    """
    for each in _all_below(block):
        field = getattr(each, "field", None) if isinstance(each, FieldBlock) else None
        if isinstance(field, forms.Field) and field.required:
            field.error_messages["required"] = format_lazy(EMPTY, label=each.label)


def _all_below(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, BaseStreamBlock | BaseStructBlock):
        for child in block.child_blocks.values():
            yield from _all_below(child)
    elif isinstance(block, ListBlock):
        yield from _all_below(block.child_block)
