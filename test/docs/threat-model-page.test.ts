import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layerNames } from '../../src/graph/kinds.ts';
import { folderWith } from '../cli/fake-shell.ts';
import { replayed } from './replayed.ts';

const page = new URL('../../docs/threat-model.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const desk = readFileSync(new URL('../../scenarios/support-desk.yaml', import.meta.url), 'utf8');

it('docs/threat-model.md shows what its commands print', async () => {
  const folder = folderWith({ '.git/HEAD': '', 'support-desk.yaml': desk });
  await expect(await replayed(text, folder)).toMatchFileSnapshot(page.pathname);
}, 120_000);

it('names layers as MAESTRO does where it prints them', () => {
  for (const [line] of text.matchAll(/^ {2}L[1-7] .*$/gmu)) {
    expect(
      Object.values(layerNames).some((name) => line.includes(name)),
      line,
    ).toBe(true);
  }
});
