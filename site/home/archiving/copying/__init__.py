"""Makes of an edition's pages a folder that a browser opens without the site."""
