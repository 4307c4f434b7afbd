import type { Spot } from '../drafts.ts';
import { entriesOf, type Located, listOf, textOf } from '../located.ts';
import type { Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** A node that takes content of another one by its name. */
export type Reference = { readonly from: WorkflowNode; readonly to: WorkflowNode; readonly spot: Spot };

/** `$('Webhook').item.json.body`, `$node["Webhook"].json`, `$items("Webhook")`: among the nodes that content goes through. */
export function references(scene: Scene): readonly Reference[] {
  const inFlow = new Set(scene.main.flatMap(({ from, to }) => [from, to]).filter(({ isDisabled }) => !isDisabled));
  const byName = new Map([...inFlow].map((node) => [nameKey(node, node.name), node]));
  return [...inFlow].flatMap((to) =>
    textsIn(to.parameters).flatMap(([text, spot]) =>
      namesIn(text).flatMap((name) => {
        const from = byName.get(nameKey(to, name));
        return from === undefined || from === to ? [] : [{ from, to, spot }];
      }),
    ),
  );
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
