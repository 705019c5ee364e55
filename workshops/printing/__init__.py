"""What a meeting needs on paper: badges, cards for tables, signs for doors, lists."""
