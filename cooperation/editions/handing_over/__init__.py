"""How the team of an edition ends its work and what it leaves to the next one."""
