import { readFileSync } from 'node:fs';
import type { Component, Ecosystem } from '../../src/graph/ecosystem.ts';
import type { SourceFile } from '../../src/import/importer.ts';

/* What tests of all formats look at in an import, and give to it. */

type Whole = { readonly ecosystem: Ecosystem };

/** `from kind to`. */
export const plainEdges = ({ ecosystem }: Whole): string[] =>
  ecosystem.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`);

/** The same, with the role of those that have one. */
export const edges = ({ ecosystem }: Whole): string[] =>
  ecosystem.relations.map(
    ({ from, kind, to, ...rest }) => `${from} ${kind} ${to}${'role' in rest ? ` (${rest.role})` : ''}`,
  );

export const componentOf = ({ ecosystem }: Whole, id: string): Component | undefined =>
  ecosystem.components.find((one) => one.id === id);

export const kindsOf = ({ ecosystem }: Whole): Record<string, string> =>
  Object.fromEntries(ecosystem.components.map(({ id, kind }) => [id as string, kind]));

export const certaintyOf = ({ ecosystem }: Whole, edge: string) =>
  ecosystem.relations.find(({ from, kind, to }) => `${from} ${kind} ${to}` === edge)?.provenance.certainty;

/** What a control is on. */
export const guardsOf = (imported: Whole, id: string): object[] =>
  componentOf(imported, id)?.guards.map(({ on }) => on) ?? [];

/** A value as a file, or a text as it is. */
export const jsonFile = (value: unknown, name = 'file.json'): SourceFile => ({
  name,
  text: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
});

export const sampleOf =
  (format: string) =>
  (name: string): SourceFile => ({
    name,
    text: readFileSync(new URL(`../fixtures/${format}/${name}`, import.meta.url), 'utf8'),
  });
