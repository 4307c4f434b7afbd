import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../../src/graph/kinds.ts';
import { Drafts, declared, type Spot } from '../../src/import/drafts.ts';
import { addFlow, type Link, type Step, type StepRole } from '../../src/import/flow.ts';

const spot: Spot = { at: { file: 'f', line: 1, column: 1 }, pointer: '' };
const kindOf: Readonly<Partial<Record<StepRole, ComponentKind>>> = {
  agent: 'agent',
  source: 'external',
  tool: 'tool',
  store: 'data-store',
};

/** `a` is an agent, `s` a source, `h` a human, `t` a tool, `d` a store, `g` a gate, anything else is passed. */
function stepOf(key: string): Step {
  const roles: Readonly<Record<string, StepRole>> = {
    a: 'agent',
    s: 'source',
    h: 'source',
    t: 'tool',
    d: 'store',
    g: 'gate',
  };
  const role = roles[key[0] ?? ''] ?? 'pass';
  return {
    key,
    role,
    name: key,
    spot,
    ...(kindOf[role] === undefined ? {} : { id: key }),
    ...(key.startsWith('h') ? { isHuman: true } : {}),
    ...(key.startsWith('db') ? { isBehindTool: true } : {}),
  };
}

type Flow = { readonly relations: readonly string[]; readonly drafts: Drafts };

/** `h > x > a` are two links; `a ! x` is a call, `x < a` brings its result back,
 * `x @ a` is a reference. */
function flowOf(...paths: readonly string[]): Flow {
  const links: Link[] = paths.flatMap((path) => {
    const [keys, signs] = [path.split(/ [>!<@] /), path.match(/ [>!<@] /g) ?? []];
    return keys.slice(1).map((to, at) => ({
      from: keys[at] as string,
      to,
      spot,
      ...(signs[at] === ' ! ' ? { isCall: true as const } : {}),
      ...(signs[at] === ' @ ' ? { isReference: true as const } : {}),
      ...(signs[at] === ' < ' ? { isReturn: true as const } : {}),
    }));
  });
  const keys = [...new Set(links.flatMap(({ from, to }) => [from, to]))].sort();
  const steps = keys.map(stepOf);
  const drafts = new Drafts();
  for (const { id, role } of steps) {
    const kind = kindOf[role];
    if (id !== undefined && kind !== undefined) drafts.component({ id, kind, provenance: declared(spot) });
  }
  addFlow(drafts, steps, links);
  const relations = drafts
    .relations()
    .map(({ from, kind, to, provenance: { certainty, rule } }) =>
      [from, kind, to, ...(certainty === 'declared' ? [] : [`(${rule})`])].join(' '),
    );
  return { relations: relations.sort(), drafts };
}

describe('a workflow as relations', () => {
  it('joins neighbours by what they are', () => {
    expect(flowOf('h > a1 > a2 > d > a3', 's > a1', 's > d', 't > a1', 'a2 > t2').relations).toEqual([
      'a1 messages a2',
      'a2 invokes t2',
      'a2 writes d',
      'a3 reads d',
      'h messages a1',
      's feeds a1',
      's feeds d',
      't feeds a1',
    ]);
  });

  it('contracts what is no component and says through what it goes', () => {
    expect(flowOf('h > x1 > x2 > a', 'x1 > a2').relations).toEqual([
      'h messages a (the workflow goes there through x1, x2)',
      'h messages a2 (the workflow goes there through x1)',
    ]);
  });

  it('lets content through tools, but neither through agents nor through stores', () => {
    expect(flowOf('s > t > a1 > a2', 's > d > a3').relations).toEqual([
      'a1 messages a2',
      'a3 reads d',
      's feeds a1 (the workflow goes there through t)',
      's feeds d',
      't feeds a1',
    ]);
  });

  it('takes a tool that answers its caller for one that the caller calls, and any other for a one-way street', () => {
    const { drafts, relations } = flowOf('a > t1 > a', 'a > t2');
    expect(relations).toEqual(['a invokes t1', 'a invokes t2']);
    const trust = drafts.relations().map(({ to, trust: given }) => [to, given?.against]);
    expect(trust).toEqual([
      ['t1', undefined],
      ['t2', { form: 'number', value: 0 }],
    ]);
  });

  it('delegates to the agents of a workflow that a model calls, and takes their results for part of the call', () => {
    expect(flowOf('a1 ! x1 > a2 < a1').relations).toEqual(['a1 delegates a2 (the workflow goes there through x1)']);
    const { drafts, relations } = flowOf('a1 ! x1 > t1 > x2 < a1', 'x1 > a2 > a3 < a1', 'd1 < a1');
    expect(relations).toEqual([
      'a1 delegates a2 (the workflow goes there through x1)',
      'a1 invokes t1 (the workflow goes there through x1)',
      'a1 reads d1',
      'a2 messages a3',
      'a3 messages a1',
    ]);
    expect(drafts.relations().find(({ to }) => to === 't1')?.trust).toBeUndefined();
  });

  it('says what sources bring into the store behind a tool, and leaves the rest to the tool', () => {
    expect(flowOf('s > t > db', 'a > t').relations).toEqual([
      'a invokes t',
      's feeds db (the workflow goes there through t)',
    ]);
  });

  it('has a human in what passes a gate on every way, and only there', () => {
    const guarded = ({ drafts }: Flow): unknown =>
      drafts
        .components()
        .find(({ kind }) => kind === 'control')
        ?.guards?.map(({ on }) => `${on.from} ${on.kind} ${on.to}`);
    expect(guarded(flowOf('a1 > g > a2', 'a1 > g > a3', 'a1 > a3'))).toEqual(['a1 messages a2']);
    expect(guarded(flowOf('h > a1 > x > g > y > t'))).toEqual(['a1 invokes t']);
    const idle = flowOf('a1 > a2', 'a2 > g');
    expect(guarded(idle)).toBeUndefined();
    expect(idle.drafts.ignored.map(({ what }) => what)).toEqual(['approval g']);
  });

  it('follows references past agents, and knows that what they lead to still runs only after a gate', () => {
    const { relations, drafts } = flowOf('h > a1 > g > t > a2', 'h @ a2', 'a1 > a3', 'h @ a3');
    expect(relations.filter((line) => line.startsWith('h'))).toEqual([
      'h messages a1',
      'h messages a2',
      'h messages a3',
    ]);
    const control = drafts.components().find(({ kind }) => kind === 'control');
    const guarded = control?.guards?.map(({ on }) => `${on.from} ${on.kind} ${on.to}`);
    expect(guarded?.sort()).toEqual(['a1 invokes t', 'a1 messages a2', 'h messages a2']);
  });

  it('joins what paths through nothing but passes, gates and tools join, on any graph', () => {
    const keys = ['a1', 'a2', 'a3', 's1', 't1', 't2', 'd1', 'g1', 'x1', 'x2', 'x3'];
    const link = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...keys));
    fc.assert(
      fc.property(fc.array(link, { minLength: 1, maxLength: 25 }), (pairs) => {
        const { relations } = flowOf(...pairs.map(([from, to]) => `${from} > ${to}`));
        const joined = relations.map((line) => line.split(' (')[0]).sort();
        expect(joined).toEqual(oracle(pairs));
      }),
      { numRuns: 300 },
    );
  });
});

/** Closure of the links by repeated joining, and the table of relations beside it. */
function oracle(pairs: readonly (readonly [string, string])[]): string[] {
  const reach = new Set(pairs.map(([from, to]) => `${from} ${to}`));
  const has = (from: string, to: string): boolean => pairs.some((pair) => pair[0] === from && pair[1] === to);
  const isInner = (key: string): boolean => /^[xgt]/.test(key);
  for (let grew = true; grew; ) {
    grew = false;
    for (const one of [...reach]) {
      const [from, middle] = one.split(' ') as [string, string];
      if (!isInner(middle)) continue;
      for (const two of [...reach]) {
        const [start, to] = two.split(' ') as [string, string];
        if (start !== middle || reach.has(`${from} ${to}`)) continue;
        reach.add(`${from} ${to}`);
        grew = true;
      }
    }
  }
  const relations = new Set<string>();
  for (const pair of reach) {
    const [from, to] = pair.split(' ') as [string, string];
    if (from === to || /^[xg]/.test(from) || /^[xg]/.test(to)) continue;
    const kinds = `${from[0]}${to[0]}`;
    const isAnswer = has(from, to) && has(to, from);
    if (kinds === 'aa') relations.add(`${from} messages ${to}`);
    if (kinds === 'sa' || (kinds === 'ta' && !isAnswer) || kinds === 'sd') relations.add(`${from} feeds ${to}`);
    if (kinds === 'da') relations.add(`${to} reads ${from}`);
    if (kinds === 'at') relations.add(`${from} invokes ${to}`);
    if (kinds === 'ad' || kinds === 'td') relations.add(`${from} writes ${to}`);
  }
  return [...relations].sort();
}
