import type { Flow } from './diagram.ts';

/** Flows with controls taken out of their way, and which of them go through each control. */
export type Contracted = {
  readonly flows: readonly Flow[];
  /** Control key -> keys of flows that pass it. */
  readonly through: ReadonlyMap<string, ReadonlySet<string>>;
};

const MOST_FLOWS = 100_000;

/**
 * What somebody calls a control lies in the way of data and is no end of them: who sends to it sends through it. Each
 * flow into it is joined with each flow out of it that leads elsewhere.
 * @param isControl - by element key
 */
export function contractControls(flows: readonly Flow[], isControl: (key: string) => boolean): Contracted {
  const controls = new Set(flows.flatMap(({ from, to }) => [from, to]).filter(isControl));
  let left = flows.flatMap(oneWay);
  const passed = new Map<string, ReadonlySet<string>>();
  for (const control of controls) {
    const [into, out] = [left.filter(({ to }) => to === control), left.filter(({ from }) => from === control)];
    const joined = into.flatMap((first) =>
      out.filter(({ to }) => to !== first.from).map((second) => joinedFlow(first, second)),
    );
    if (joined.length > MOST_FLOWS) continue;
    for (const flow of joined) {
      const before = flow.parts.flatMap((key) => [...(passed.get(key) ?? [])]);
      passed.set(flow.key, new Set([...before, control]));
    }
    left = [...left.filter(({ from, to }) => from !== control && to !== control), ...joined];
  }
  const through = new Map<string, Set<string>>();
  for (const { key } of left) {
    for (const control of passed.get(key) ?? []) through.set(control, (through.get(control) ?? new Set()).add(key));
  }
  return controls.size === 0 ? { flows, through } : { flows: left, through };
}

type OneWay = Flow & { readonly parts: readonly string[] };

const oneWay = (flow: Flow): readonly OneWay[] => {
  const { from, to, isBidirectional, isReadOnly, ...rest } = flow;
  const forth = { ...rest, from, to, parts: [] };
  const back = { ...rest, from: to, to: from, parts: [] };
  if (isBidirectional === true) return [forth, { ...back, key: `${flow.key} back` }];
  return [isReadOnly === true ? back : forth];
};

const joinedFlow = (first: OneWay, second: OneWay): OneWay => ({
  ...first,
  key: `${first.key} > ${second.key}`,
  parts: [first.key, second.key],
  to: second.to,
  isAuthenticated: first.isAuthenticated === true && second.isAuthenticated === true,
});
