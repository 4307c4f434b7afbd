import type { Element, Flow } from '../diagram/diagram.ts';
import { find, type Located, listOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idOf, type Reading, type Titled, textsIn, titledIn, warn } from './reading.ts';

/**
 * Shared runtimes as hosts of what runs on them: who owns the runtime owns everything there, and who escapes from one
 * of its assets owns the runtime.
 */
export function readRuntimes(
  root: Located,
  assets: ReadonlyMap<string, Titled>,
  reading: Reading,
): { readonly elements: readonly Element[]; readonly flows: readonly Flow[] } {
  const runtimes = [...titledIn(root, 'shared_runtimes', reading).values()];
  return {
    elements: runtimes.map((runtime) => hostOf(runtime, assets)),
    flows: runtimes.flatMap((runtime) => flowsOf(runtime, assets, reading)),
  };
}

/** Assets and runtimes may be called the same. */
const keyOf = ({ id }: Titled): string => `runtime ${id}`;

function hostOf(runtime: Titled, assets: ReadonlyMap<string, Titled>): Element {
  const { id, title, map } = runtime;
  const tags = textsIn(map, 'tags');
  const attributes = new Map([
    ['kind', 'host'],
    ['name', title],
    ['certainty', 'inferred'],
    ['rule', 'a shared runtime is the host of what runs on it'],
    ...(tags.length === 0 ? [] : [['tags', JSON.stringify(tags)] as const]),
  ]);
  return {
    key: keyOf(runtime),
    id: assets.has(id) ? keyOf(runtime) : id,
    name: title,
    shape: 'any',
    tags,
    attributes,
    spot: map,
  };
}

const RUNS_ON = new Map([
  ['kind', 'runs-on'],
  ['certainty', 'declared'],
]);

function flowsOf(runtime: Titled, assets: ReadonlyMap<string, Titled>, reading: Reading): readonly Flow[] {
  const running = new Map<string, Located>();
  for (const item of listOf(find(runtime.map, 'technical_assets_running'))) {
    const id = idOf(item) ?? '';
    if (assets.has(id)) running.set(id, item);
    else {
      const expected = `the id of an asset that runs on ${shownName(runtime.title)}`;
      const fix = 'Correct it, or remove it; until then it is left out.';
      warn(reading, item.at, { expected, found: shownName(idOf(item) ?? 'no id'), fix });
    }
  }
  return [...running].map(([id, spot]) => ({
    key: `${id} on ${keyOf(runtime)}`,
    name: 'runs on',
    from: id,
    to: keyOf(runtime),
    attributes: RUNS_ON,
    spot,
  }));
}
