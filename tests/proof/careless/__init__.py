"""An app that takes one guard out of the site, so that a proof can show that it would notice."""
