import type { Spot } from '../drafts.ts';
import { entriesOf, type Located, listOf, textOf } from '../located.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** A node that takes content of another one by its name. */
export type Reference = { readonly from: WorkflowNode; readonly to: WorkflowNode; readonly spot: Spot };

/** `$('Webhook').item.json.body`, `$node["Webhook"].json`, `$items("Webhook")`: only to what runs before. */
export function references(scene: Scene): readonly Reference[] {
  const inFlow = new Set(scene.main.flatMap(({ from, to }) => [from, to]).filter(({ isDisabled }) => !isDisabled));
  const byName = new Map([...inFlow].map((node) => [nameKey(node, node.name), node]));
  const named = new Map<WorkflowNode, Reference[]>();
  for (const to of inFlow) {
    for (const [text, spot] of textsIn(to.parameters)) {
      for (const name of namesIn(text)) {
        const from = byName.get(nameKey(to, name));
        if (from !== undefined && from !== to) named.set(from, [...(named.get(from) ?? []), { from, to, spot }]);
      }
    }
  }
  return [...named].flatMap(([from, found]) => {
    const later = runsAfter(from, scene);
    return found.filter(({ to }) => later.has(to));
  });
}

function runsAfter(from: WorkflowNode, scene: Scene): ReadonlySet<WorkflowNode> {
  const seen = new Set([from]);
  for (const node of seen) for (const { to } of scene.after(node)) seen.add(to);
  return seen;
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
