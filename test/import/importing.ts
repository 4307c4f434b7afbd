import { readFileSync } from 'node:fs';
import type { Component } from '../../src/graph/ecosystem.ts';
import type { Imported, SourceFile } from '../../src/import/importer.ts';

type Reader = { read(file: SourceFile, open: () => undefined): Imported };

/** What tests of one format need: reading values, relations as lines, components by id, samples by name. */
export const importer = ({ read }: Reader, format: string) => ({
  read: (value: unknown, name = `a.${format}.json`): Imported =>
    read({ name, text: typeof value === 'string' ? value : JSON.stringify(value, null, 2) }, () => undefined),
  edges: ({ ecosystem }: Imported): string[] =>
    ecosystem.relations.map(
      ({ from, kind, to, ...rest }) => `${from} ${kind} ${to}${'role' in rest ? ` (${rest.role})` : ''}`,
    ),
  component: ({ ecosystem }: Imported, id: string): Component | undefined =>
    ecosystem.components.find((one) => one.id === id),
  sample: (name: string): SourceFile => ({
    name,
    text: readFileSync(new URL(`../fixtures/${format}/${name}`, import.meta.url), 'utf8'),
  }),
});
