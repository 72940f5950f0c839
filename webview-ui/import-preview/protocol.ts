/**
 * What the import preview and the extension say to each other. Both sides parse what they get. A request has an id, and is answered once:
 * with what was asked for, or that it failed, was cancelled, or was overtaken by a newer state of things.
 */
import * as v from 'valibot';

const Id = v.pipe(v.number(), v.integer(), v.minValue(0));
const Count = Id;

const List = v.picklist(['rows', 'classes', 'removals']);

/** Which list is looked at, and what of it. */
const Query = v.object({
  list: List,
  /** The key of a tile; absent for the whole list. */
  tile: v.optional(v.string()),
  /** Index of a class of the plan. */
  classIndex: v.optional(Count),
  text: v.string(),
});
export type Query = v.InferOutput<typeof Query>;

/** What the buttons of the preview ask for. */
const Action = v.picklist([
  'check',
  'import',
  'cancelRun',
  'readAgain',
  'chooseFacility',
  'signIn',
  'openFile',
  'openReport',
  'undo',
  'maskPasswords',
  'resume',
  'bringBack',
  'giveIds',
  'showLog',
]);
export type Action = v.InferOutput<typeof Action>;

/** What a button of the preview shows in the preview itself: the tile of that key. */
const Shows = v.object({ shows: v.string() });
export type Shows = v.InferOutput<typeof Shows>;

const ViewMessage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Answered by `pong`, by an extension that is still there. */
  v.object({ type: v.literal('ping') }),
  /** Answered by `found`. A newer one overtakes it. `near` is a row that is to be found in the result. */
  v.object({ type: v.literal('find'), id: Id, query: Query, near: v.optional(Count) }),
  /** Answered by `window`: items of the last find, by its id. */
  v.object({
    type: v.literal('window'),
    id: Id,
    find: Id,
    first: Count,
    count: v.pipe(Count, v.maxValue(500)),
  }),
  v.object({ type: v.literal('cancel'), id: Id }),
  /** Show a row in the editor. */
  v.object({ type: v.literal('open'), row: Count }),
  v.object({ type: v.literal('removes'), on: v.boolean() }),
  v.object({ type: v.literal('do'), action: Action }),
]);
export type ViewMessage = v.InferOutput<typeof ViewMessage>;

const Becoming = v.object({ old: v.optional(v.string()), now: v.string() });
export type Becoming = v.InferOutput<typeof Becoming>;

/** A class of a row, or a field that becomes another. `label` says in words what the sign says. */
const Change = v.object({ sign: v.picklist(['+', '-', '']), text: v.string(), label: v.string() });
export type Change = v.InferOutput<typeof Change>;

const Remark = v.object({ severity: v.picklist(['error', 'warning', 'hint']), text: v.string() });
export type Remark = v.InferOutput<typeof Remark>;

const Item = v.variant('kind', [
  v.object({
    kind: v.literal('row'),
    row: Count,
    line: v.string(),
    /** In words: "create", "rename, role". */
    effect: v.string(),
    tone: v.picklist(['plain', 'add', 'change', 'problem']),
    username: Becoming,
    fullName: Becoming,
    userType: Becoming,
    classes: v.array(Change),
    others: v.array(Change),
    remarks: v.array(Remark),
    /** What has become of it in the import that is under way. */
    mark: v.optional(v.picklist(['written', 'done', 'refused'])),
  }),
  v.object({
    kind: v.literal('class'),
    index: Count,
    name: v.string(),
    /** "new", "emptied", or nothing. */
    state: v.string(),
    isNew: v.boolean(),
    learners: Becoming,
    coaches: Becoming,
    changes: v.array(Change),
  }),
  v.object({ kind: v.literal('removal'), username: v.string(), fullName: v.string() }),
]);
export type Item = v.InferOutput<typeof Item>;

const Answer = v.variant('kind', [
  /** `at` is where the row of `near` is among the items, if it is. */
  v.object({ kind: v.literal('found'), total: Count, at: v.optional(Count) }),
  v.object({ kind: v.literal('window'), first: Count, items: v.array(Item) }),
  v.object({ kind: v.literal('failed'), sentence: v.string() }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('overtaken') }),
]);
export type Answer = v.InferOutput<typeof Answer>;

const Button = v.object({
  label: v.string(),
  action: v.union([Action, Shows]),
  /** Why it is off; absent if it is on. */
  off: v.optional(v.string()),
});
export type Button = v.InferOutput<typeof Button>;

const Tile = v.object({
  key: v.string(),
  /** The list that it filters. */
  list: List,
  label: v.string(),
  count: v.string(),
  isEmpty: v.boolean(),
  tone: v.picklist(['plain', 'add', 'change', 'remove', 'problem']),
});
export type Tile = v.InferOutput<typeof Tile>;

const Bar = v.object({
  severity: v.picklist(['info', 'warning', 'error', 'progress']),
  text: v.string(),
  /** From 0 to 1, where something is under way whose end is known. */
  part: v.optional(v.number()),
  buttons: v.array(Button),
  /** Lines that are to be read, one each: where the server disagrees. */
  lines: v.array(v.string()),
});
export type Bar = v.InferOutput<typeof Bar>;

const State = v.variant('kind', [
  v.object({ kind: v.literal('loading'), text: v.string() }),
  /** Nothing to show: failed, empty, or a question to be answered first. */
  v.object({
    kind: v.literal('notice'),
    severity: v.picklist(['info', 'error']),
    text: v.string(),
    detail: v.optional(v.string()),
    buttons: v.array(Button),
  }),
  v.object({
    kind: v.literal('plan'),
    /** Counts the plans; a find of an older one is overtaken. */
    version: Count,
    /** When the plan was made, in milliseconds since 1970. */
    plannedAt: v.number(),
    tiles: v.array(Tile),
    tabs: v.object({ rows: v.string(), classes: v.string(), removals: v.optional(v.string()) }),
    /** Of the choice of classes; the index of each is its place. Not all of them where there are very many. */
    classes: v.array(v.string()),
    removes: v.object({ on: v.boolean(), off: v.optional(v.string()), label: v.string() }),
    buttons: v.array(Button),
    bars: v.array(Bar),
    /** Says that a newer plan is being made; absent while this one is of the file as it is. */
    updating: v.optional(v.string()),
    /** What changed, to be read out; '' for nothing. */
    announcement: v.string(),
  }),
]);
export type State = v.InferOutput<typeof State>;

const Strings = v.object({
  search: v.string(),
  classFilter: v.string(),
  allClasses: v.string(),
  tiles: v.string(),
  tabs: v.string(),
  rowsGrid: v.string(),
  classesGrid: v.string(),
  removalsGrid: v.string(),
  columns: v.object({
    line: v.string(),
    effect: v.string(),
    user: v.string(),
    fullName: v.string(),
    type: v.string(),
    classes: v.string(),
    others: v.string(),
    findings: v.string(),
    className: v.string(),
    state: v.string(),
    learners: v.string(),
    coaches: v.string(),
    changes: v.string(),
  }),
  /** With {0} for the old value. */
  was: v.string(),
  details: v.string(),
  /** What the bars above the rows are about. */
  bars: v.string(),
  /** With {0} for how many more bars there are. */
  moreBars: v.string(),
  wholeBar: v.string(),
  lessBars: v.string(),
  noMatch: v.string(),
  /** With {0} for a number. */
  shownRows: v.string(),
  error: v.string(),
  warning: v.string(),
  hint: v.string(),
  /** What has become of a row. */
  written: v.string(),
  done: v.string(),
  refused: v.string(),
});
export type Strings = v.InferOutput<typeof Strings>;

const HostMessage = v.variant('type', [
  v.object({ type: v.literal('start'), strings: Strings, locale: v.string(), resource: v.string() }),
  v.object({ type: v.literal('pong') }),
  v.object({ type: v.literal('state'), state: State }),
  /** The line above everything: the facility, the file, how old the snapshot is. */
  v.object({ type: v.literal('status'), heading: v.string(), status: v.string() }),
  /** The editor's cursor is in this row. */
  v.object({ type: v.literal('show'), row: Count }),
  /** Rows of the import that is under way have come to their end: whoever shows any asks for them again. */
  v.object({ type: v.literal('marks') }),
  v.object({ type: v.literal('answer'), id: Id, answer: Answer }),
]);
export type HostMessage = v.InferOutput<typeof HostMessage>;

/** What the preview keeps over a reload of the window. */
const Kept = v.object({ resource: v.string(), query: Query, row: v.optional(Count) });
export type Kept = v.InferOutput<typeof Kept>;

/** Reads what the preview sent; undefined for what is no such message. */
export function parseViewMessage(value: unknown): ViewMessage | undefined {
  const parsed = v.safeParse(ViewMessage, value);
  return parsed.success ? parsed.output : undefined;
}

/** Reads what the extension sent; undefined for what is no such message. */
export function parseHostMessage(value: unknown): HostMessage | undefined {
  const parsed = v.safeParse(HostMessage, value);
  return parsed.success ? parsed.output : undefined;
}

/** Reads what was kept; undefined if it was kept by another version. */
export function parseKept(value: unknown): Kept | undefined {
  const parsed = v.safeParse(Kept, value);
  return parsed.success ? parsed.output : undefined;
}
