import type { Spot } from '../drafts.ts';
import { entriesOf, find, flagOf, type Located, listOf } from '../located.ts';
import { scalarText } from './scalar-text.ts';

/** That a node takes in what another one, or a variable, holds. */
export type Reference = {
  /** Id of a node, or sys, conversation, env. */
  readonly head: string;
  readonly field: string;
  readonly spot: Spot;
};

/** Heads that are no node. */
const SCOPES = new Set(['sys', 'conversation', 'env']);
/** Texts that hold no references of ours, and what is written to rather than read. */
const SKIPPED = new Set(['title', 'desc', 'code', 'type', 'assigned_variable_selector', 'loop_count']);
/** Switched on by `enabled`; what stands there otherwise is left over. */
const SWITCHED = new Set(['context', 'vision', 'memory']);

/** All that a value refers to, in templates and in lists of a node's id and a field. */
export function referencesOf(value: Located, heads: ReadonlySet<string>): Reference[] {
  const found: Reference[] = [];
  const isHead = (head: string): boolean => heads.has(head) || SCOPES.has(head);
  const visit = (here: Located): void => {
    if (here.form === 'scalar') {
      if (typeof here.value === 'string')
        found.push(...inTemplate(here.value, here).filter(({ head }) => isHead(head)));
      return;
    }
    if (here.form === 'list') {
      const selected = asSelector(here);
      if (selected !== undefined && isHead(selected.head)) found.push(selected);
      else for (const item of here.items) visit(item);
      return;
    }
    for (const [key, { value: inner }] of entriesOf(here)) {
      if (SKIPPED.has(key)) continue;
      if (SWITCHED.has(key) && flagOf(find(inner, 'enabled')) === false) continue;
      visit(inner);
    }
  };
  visit(value);
  return found;
}

/** `{{#1740645185279.text#}}` */
const template = /\{\{#\s*([^#{}.\s]+)\.([^#{}\s]+)\s*#\}\}/g;

const inTemplate = (text: string, spot: Spot): Reference[] =>
  [...text.matchAll(template)].map(([, head = '', field = '']) => ({ head, field, spot }));

/** `['1740645185279', 'text']` */
export function asSelector(located: Located | undefined): Reference | undefined {
  const items = listOf(located);
  const [head, field] = items.map(scalarText);
  const isSelector = items.length > 1 && items.every((item) => scalarText(item) !== undefined);
  return located !== undefined && isSelector && head !== undefined && field !== undefined
    ? { head, field, spot: located }
    : undefined;
}
