/** An event of Chromium's trace; times in µs of one clock. */
type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Time of the processor. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly startTime?: number } };
};

/** What the page's own thread did, from Chromium's trace. */
export type Trace = {
  /** When each mark that begins so was set: `performance.mark('frame-12')`; ms. */
  readonly marks: (prefix: string) => readonly { readonly name: string; readonly at: number }[];
  /** Ms between two moments that were spent in events of that sort; what lies inside another is counted once. */
  readonly spent: (sort: Sort, from: number, to: number) => number;
  /** The same in time of the processor, whatever else the machine had to do. */
  readonly worked: (sort: Exclude<Sort, 'anything'>, from: number, to: number) => number;
  /** End of the task that was running then; that moment itself if none was. */
  readonly endOfTask: (at: number) => number;
};

const script = [
  'EvaluateScript',
  'v8.compile',
  'v8.run',
  'FunctionCall',
  'FireAnimationFrame',
  'FireIdleCallback',
  'TimerFire',
  'EventDispatch',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'V8.GC_SCAVENGER',
  'MinorGC',
  'MajorGC',
];
const layout = ['UpdateLayoutTree', 'Layout', 'ScheduleStyleRecalculation'];

const sorts = {
  script,
  layout,
  'script and layout': [...script, ...layout],
  /** All that the thread did, painting included. */
  anything: ['RunTask', 'ThreadControllerImpl::RunTask'],
} as const;

export type Sort = keyof typeof sorts;

export const traceCategories = [
  'devtools.timeline',
  'blink.user_timing',
  'toplevel',
  'v8',
  'disabled-by-default-devtools.timeline',
];

/** @throws {Error} if no mark of the page is in it */
export function readTrace(json: string): Trace {
  const { traceEvents } = JSON.parse(json) as { traceEvents: readonly TraceEvent[] };
  const isMark = ({ name }: TraceEvent): boolean => /^(frame|switch|page)-/.test(name);
  const own = traceEvents.find(isMark);
  if (own === undefined) throw new Error('the trace holds no mark of the page');
  const events = traceEvents.filter(({ pid, tid }) => pid === own.pid && tid === own.tid);
  const spans = (names: readonly string[]): Span[] =>
    events
      .filter(({ name, ph, dur }) => ph === 'X' && dur !== undefined && names.includes(name))
      .map(({ ts, dur = 0, tdur = dur }): Span => [ts / 1000, (ts + dur) / 1000, tdur / 1000])
      .sort(([a, , x], [b, , y]) => a - b || y - x);
  const bySort = new Map(Object.entries(sorts).map(([sort, names]) => [sort, spans(names)]));
  return {
    marks: (prefix) =>
      events
        .filter(({ name, ph }) => name.startsWith(prefix) && (ph === 'I' || ph === 'R' || ph === 'n'))
        .map(({ name, ts }) => ({ name, at: ts / 1000 }))
        .sort((a, b) => a.at - b.at),
    spent: (sort, from, to) => union(bySort.get(sort) ?? [], from, to),
    worked: (sort, from, to) => processor(bySort.get(sort) ?? [], from, to),
    endOfTask: (at) => bySort.get('anything')?.find(([from, to]) => from <= at && at <= to)?.[1] ?? at,
  };
}

/** Ms: when it began and ended, and what the processor worked for it meanwhile. */
type Span = readonly [begin: number, end: number, processor: number];

/** Of spans that began between two moments, without those that lie in another. @param spans - by their beginnings */
function processor(spans: readonly Span[], from: number, to: number): number {
  let [worked, until] = [0, from];
  for (const [begin, end, own] of spans) {
    if (begin < until || begin >= to) continue;
    worked += own;
    until = end;
  }
  return worked;
}

/** Length of what the spans cover between two moments. @param spans - by their beginnings */
function union(spans: readonly Span[], from: number, to: number): number {
  let [covered, until] = [0, from];
  for (const [begin, end] of spans) {
    const [a, b] = [Math.max(begin, until), Math.min(end, to)];
    if (b > a) {
      covered += b - a;
      until = b;
    }
  }
  return covered;
}
