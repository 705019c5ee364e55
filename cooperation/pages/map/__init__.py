"""Europe as shapes, for the map of hosts; ``make_map`` draws them anew from public-domain geometry."""
