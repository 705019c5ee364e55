"""What makes a record findable: its words, folded alike for every database, in Wagtail's search index."""
