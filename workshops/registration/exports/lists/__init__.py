"""Lists of people that leave the site, each for one purpose and with no more than that needs."""
