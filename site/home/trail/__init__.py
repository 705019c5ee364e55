"""The audit trail of an edition: who did what and when, without a word about those who registered."""
