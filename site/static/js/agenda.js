/*
  What scripts bring to the agenda, each part from a file of its own. On a developer's machine and in the demo these
  are imports; collectstatic writes the files themselves in their place (core/serving/static_files.py).
*/
import "./agenda/mine.js";
import "./agenda/zone.js";
import "./agenda/now.js";
import "./agenda/days.js";
import "./agenda/kinds.js";
