import type { Imported } from '../../src/import/importer.ts';

/** `from kind to`, with the role of those that have one. */
export const edges = ({ ecosystem }: Imported): string[] =>
  ecosystem.relations.map(({ from, kind, to, ...rest }) =>
    'role' in rest ? `${from} ${kind} ${to} (${rest.role})` : `${from} ${kind} ${to}`,
  );

export const componentOf = ({ ecosystem }: Imported, id: string) => ecosystem.components.find((one) => one.id === id);

export const certaintyOf = ({ ecosystem }: Imported, edge: string) =>
  ecosystem.relations.find(({ from, kind, to }) => `${from} ${kind} ${to}` === edge)?.provenance.certainty;

export const jsonFile = (value: unknown, name = 'file.json') => ({ name, text: JSON.stringify(value) });
