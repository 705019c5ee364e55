"""What an edition's team has to do, week by week: a checklist that begins as ours and becomes theirs."""
