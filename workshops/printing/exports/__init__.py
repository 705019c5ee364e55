"""Papers of a meeting, set by typst from plain values, in the family of its programme and its tickets."""
