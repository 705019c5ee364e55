/* Where slots lie in the grid of a day. Pure: slots in, places out. */

export const STEP = 5; // minutes in a row
const HOUR = 60;
const SHORTEST = 15; // what is shorter is drawn as if it lasted this long, so that it can be read and hit
const USUAL = [8 * HOUR, 18 * HOUR];
const FOR_ALL = new Set(["break", "ceremony", "plenary", "social"]);

const end = (slot) => Math.max(slot.ends, slot.starts + SHORTEST);
const meet = (one, other) => one.starts < end(other) && other.starts < end(one);

/** The first and the last minute that are shown, on full hours. */
export function hoursOf(slots) {
  const starts = slots.map((slot) => Math.floor(slot.starts / HOUR) * HOUR);
  const ends = slots.map((slot) => Math.ceil(end(slot) / HOUR) * HOUR);
  return [Math.min(USUAL[0], ...starts), Math.max(USUAL[1], ...ends)];
}

/** Whether `slot` lies across all rooms: it is for everybody, and nothing else takes place meanwhile. */
function liesAcross(slot, slots) {
  if (slot.kind !== "plenary" && (slot.room !== null || !FOR_ALL.has(slot.kind))) return false;
  return !slots.some((other) => other !== slot && meet(slot, other));
}

/** Puts what meets in one column side by side: each slot gets its lane, and how many lanes there are. */
function intoLanes(column, places) {
  let group = [];
  let until = -1;
  const close = () => {
    const lanes = Math.max(...group.map((slot) => places.get(slot.uid).lane)) + 1;
    for (const slot of group) places.get(slot.uid).lanes = lanes;
  };
  for (const slot of column.sort((one, other) => one.starts - other.starts || end(other) - end(one))) {
    if (group.length && slot.starts >= until) {
      close();
      group = [];
    }
    const taken = new Set(
      group.filter((other) => meet(slot, other)).map((other) => places.get(other.uid).lane),
    );
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    places.get(slot.uid).lane = lane;
    group.push(slot);
    until = Math.max(group.length > 1 ? until : -1, end(slot));
  }
  if (group.length) close();
}

/**
 * The place of each timed slot, by its identity: column, lane of so many lanes, row and rows, and whether it
 * lies across. `rooms` are the keys of the rooms in order; column 0 is for what has none.
 */
export function layOut(slots, rooms, from) {
  const places = new Map();
  const columns = new Map();
  for (const slot of slots) {
    const across = liesAcross(slot, slots);
    const column = across ? 0 : rooms.indexOf(slot.room) + 1;
    const row = (slot.starts - from) / STEP;
    places.set(slot.uid, { column, across, row, rows: (end(slot) - slot.starts) / STEP, lane: 0, lanes: 1 });
    if (!across) columns.set(column, [...(columns.get(column) ?? []), slot]);
  }
  for (const column of columns.values()) intoLanes(column, places);
  return places;
}
