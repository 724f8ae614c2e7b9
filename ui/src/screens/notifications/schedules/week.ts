import type { Quietness, ScheduleId, Timestamp, Window } from "../../../host/contract";

/** Minutes of a day and of a week on the wall. */
export const DAY = 24 * 60;
export const WEEK = 7 * DAY;
/** Blocks begin and end on these minutes. */
export const STEP = 15;

/** A window on one day: what is drawn, moved and resized. */
export interface Block {
  /** Stays the same while the block is moved about. */
  id: number;
  /** The day on which it begins: 1 is Monday. */
  day: number;
  /** When it begins, in minutes after midnight. */
  from: number;
  /** How long it is; a day at most. */
  minutes: number;
}

/** A part of a block inside one day; a block across midnight has two. */
export interface Piece {
  day: number;
  from: number;
  to: number;
}

/** The blocks of windows, shifted by what another time zone is ahead of ours. */
export function blocksOf(windows: readonly Window[], shift = 0): Block[] {
  return windows
    .flatMap(({ days, from, to }) =>
      days.map((day) => ({ day, from, minutes: to > from ? to - from : to - from + DAY })),
    )
    .toSorted((one, other) => startOf(one) - startOf(other))
    .map((block, id) => placed({ ...block, id }, startOf(block) - shift));
}

/** The windows of blocks: those with the same times are one, with the days of all. */
export function windowsOf(blocks: readonly Block[], shift = 0): Window[] {
  const windows: Window[] = [];
  const sorted = blocks
    .map((block) => placed(block, startOf(block) + shift))
    .toSorted((one, other) => startOf(one) - startOf(other));
  for (const { day, from, minutes } of sorted) {
    const to = (from + minutes) % DAY;
    const same = windows.find((window) => window.from === from && window.to === to);
    if (same === undefined) windows.push({ days: [day], from, to });
    else if (!same.days.includes(day)) same.days.push(day);
  }
  return windows;
}

/** Whether windows say the same, in whatever order. */
export function sameWindows(one: readonly Window[], other: readonly Window[]): boolean {
  const plain = (windows: readonly Window[]) => JSON.stringify(windowsOf(blocksOf(windows)));
  return plain(one) === plain(other);
}

/** Minutes after the beginning of the week at which a block begins. */
export function startOf({ day, from }: Pick<Block, "day" | "from">): number {
  return (day - 1) * DAY + from;
}

function placed<B extends Block>(block: B, start: number): B {
  const within = wrapped(start);
  return { ...block, day: Math.floor(within / DAY) + 1, from: within % DAY };
}

function wrapped(minute: number): number {
  return ((minute % WEEK) + WEEK) % WEEK;
}

/** A block between two minutes of the week, however they were drawn. */
export function drawn(id: number, one: number, other: number): Block {
  const start = Math.min(one, other);
  const minutes = Math.min(DAY, Math.max(STEP, Math.abs(other - one)));
  return placed({ id, day: 1, from: 0, minutes }, start);
}

/** A block so many minutes later; the week is a circle. */
export function moved(block: Block, by: number): Block {
  return placed(block, startOf(block) + by);
}

/** A block with one end at another minute of the week; it is never shorter than a step or longer than a day. */
export function resized(block: Block, edge: "start" | "end", at: number): Block {
  const start = startOf(block);
  if (edge === "end") return { ...block, minutes: lengthOf(wrapped(at - start)) };
  const end = start + block.minutes;
  const minutes = lengthOf(wrapped(end - at));
  return placed({ ...block, minutes }, end - minutes);
}

/** A way around the circle as a length: more than half a week is a way back. */
function lengthOf(way: number): number {
  if (way > WEEK / 2) return STEP;
  return Math.min(DAY, Math.max(STEP, way));
}

/** The blocks with one of them on every working day too, in place of what it was there. */
export function onWorkdays(blocks: readonly Block[], block: Block, was: Block | null = null): Block[] {
  const same = (one: Block, other: Block) => one.from === other.from && one.minutes === other.minutes;
  const kept = blocks.filter(
    (one) => one.id === block.id || one.day > 5 || (!same(one, block) && (was === null || !same(one, was))),
  );
  const fresh = freshId(blocks);
  const copies = [1, 2, 3, 4, 5]
    .filter((day) => day !== block.day)
    .map((day, at) => ({ ...block, id: fresh + at + 1, day }));
  return [...withBlock(kept, block), ...copies];
}

/** The blocks with one of them changed, in its place, or with one more. */
export function withBlock(blocks: readonly Block[], block: Block): Block[] {
  const known = blocks.some(({ id }) => id === block.id);
  return known ? blocks.map((one) => (one.id === block.id ? block : one)) : [...blocks, block];
}

/** An id that no block has. */
export function freshId(blocks: readonly Block[]): number {
  return Math.max(0, ...blocks.map(({ id }) => id)) + 1;
}

/** The parts of a block, each inside its day. */
export function piecesOf({ day, from, minutes }: Block): Piece[] {
  const over = from + minutes - DAY;
  if (over <= 0) return [{ day, from, to: from + minutes }];
  return [
    { day, from, to: DAY },
    { day: (day % 7) + 1, from: 0, to: over },
  ];
}

/** A schedule as far as overlaps go. */
export interface Timed {
  id: ScheduleId;
  quiet: Quietness;
  blocks: readonly Block[];
}

/** Where two schedules hold at once, and which of them is quieter; null where they are alike. */
export interface Overlap extends Piece {
  schedules: readonly [ScheduleId, ScheduleId];
  quieter: ScheduleId | null;
}

const QUIETNESS: readonly Quietness[] = ["no_sound", "badge_only", "nothing"];

/** Every overlap of two schedules. */
export function overlapsOf(schedules: readonly Timed[]): Overlap[] {
  return schedules.flatMap((one, at) => schedules.slice(at + 1).flatMap((other) => between(one, other)));
}

function between(one: Timed, other: Timed): Overlap[] {
  const rank = ({ quiet }: Timed) => QUIETNESS.indexOf(quiet);
  const quieter = rank(one) === rank(other) ? null : rank(one) > rank(other) ? one.id : other.id;
  const others = other.blocks.flatMap(piecesOf);
  return one.blocks.flatMap(piecesOf).flatMap((piece) =>
    others
      .filter(({ day }) => day === piece.day)
      .map(({ from, to }) => ({ from: Math.max(from, piece.from), to: Math.min(to, piece.to) }))
      .filter(({ from, to }) => from < to)
      .map((part) => ({ day: piece.day, ...part, schedules: [one.id, other.id] as const, quieter })),
  );
}

/** Day and minute that the clock on the wall of a zone shows. */
export function wallClock(at: Timestamp, zone: string): { day: number; minute: number } {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { day: days.indexOf(part("weekday")) + 1, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** How many minutes a zone's clock is ahead of ours. */
export function aheadOf(zone: string | null, ours: string, at: Timestamp): number {
  if (zone === null || zone === ours) return 0;
  const [there, here] = [wallClock(at, zone), wallClock(at, ours)].map(({ day, minute }) =>
    startOf({ day, from: minute }),
  );
  const ahead = wrapped((there ?? 0) - (here ?? 0));
  return ahead > WEEK / 2 ? ahead - WEEK : ahead;
}
