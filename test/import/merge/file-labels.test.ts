import { expect, it } from 'vitest';
import { fileLabels } from '../../../src/import/merge/file-labels.ts';

const labels = (...names: string[]): string[] => [...fileLabels(names).values()];

it('calls a file after its name without folder and ending', () =>
  expect(labels('flows/crew.json', 'Support desk.v2.json', '<stdin>')).toEqual(['crew', 'Support desk.v2', 'stdin']));

it('puts folders in front of all that are called alike, as many as it takes', () =>
  expect(labels('.cursor/mcp.json', '.vscode/mcp.json', 'x.json')).toEqual(['cursor.mcp', 'vscode.mcp', 'x']));

it('tells files apart that differ only in their ending, or not even in that', () => {
  expect(labels('a.json', 'a.yaml')).toEqual(['a.json', 'a.yaml']);
  expect(new Set(labels('.a/x.json', 'a/x.json', 'a.x.json', 'b/a.x.json')).size).toBe(4);
});
