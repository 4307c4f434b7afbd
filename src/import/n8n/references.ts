import type { Spot } from '../drafts.ts';
import { entriesOf, type Located, listOf, textOf } from '../located.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** A node that takes content of another one by its name. */
export type Reference = { readonly from: WorkflowNode; readonly to: WorkflowNode; readonly spot: Spot };

/** `$('Webhook').item.json.body`, `$node["Webhook"].json`, `$items("Webhook")`: only to what runs before. */
export function references(scene: Scene): readonly Reference[] {
  const before = new Before(scene);
  const inFlow = new Set(scene.main.flatMap(({ from, to }) => [from, to]).filter(({ isDisabled }) => !isDisabled));
  const byName = new Map([...inFlow].map((node) => [nameKey(node, node.name), node]));
  return [...inFlow].flatMap((to) =>
    textsIn(to.parameters).flatMap(([text, spot]) =>
      namesIn(text).flatMap((name) => {
        const from = byName.get(nameKey(to, name));
        return from === undefined || !before.runs(from, to) ? [] : [{ from, to, spot }];
      }),
    ),
  );
}

/** What runs before what, by the connections of content. */
class Before {
  readonly #next = new Map<WorkflowNode, WorkflowNode[]>();
  readonly #after = new Map<WorkflowNode, ReadonlySet<WorkflowNode>>();

  constructor({ main }: Scene) {
    for (const { from, to } of main) this.#next.set(from, [...(this.#next.get(from) ?? []), to]);
  }

  runs = (one: WorkflowNode, other: WorkflowNode): boolean => one !== other && this.#reached(one).has(other);

  #reached(from: WorkflowNode): ReadonlySet<WorkflowNode> {
    const known = this.#after.get(from);
    if (known !== undefined) return known;
    const seen = new Set([from]);
    for (const node of seen) for (const next of this.#next.get(node) ?? []) seen.add(next);
    this.#after.set(from, seen);
    return seen;
  }
}

const nameKey = ({ workflow }: WorkflowNode, name: string): string => `${workflow.key} ${name}`;

const REFERENCE =
  /\$\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)\s*\)|\$node\[\s*["']([^"']+)["']\s*\]|\$node\.(\w+)|\$items\(\s*["']([^"']+)["']/g;

const namesIn = (text: string): string[] =>
  text.includes('$')
    ? [...text.matchAll(REFERENCE)].map((match) =>
        (match.slice(1).find((name) => name !== undefined) ?? '').replace(/\\(.)/g, '$1'),
      )
    : [];

function textsIn(located: Located | undefined): (readonly [text: string, spot: Spot])[] {
  const text = textOf(located);
  if (located === undefined) return [];
  if (text !== undefined) return [[text, located]];
  const inner = located.form === 'list' ? listOf(located) : entriesOf(located).map(([, { value }]) => value);
  return inner.flatMap(textsIn);
}
