"""What an archive promises: checksums of what was frozen, and a copy that outlives the site."""
