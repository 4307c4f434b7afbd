import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folderWith } from '../cli/fake-shell.ts';
import { replayed } from './replayed.ts';

const root = new URL('../../', import.meta.url);
const page = new URL('docs/calibrate.md', root);
const fixtures = 'test/fixtures/redteam/';

it('docs/calibrate.md shows what its commands print', async () => {
  const paths = ['scenarios/support-desk.yaml', ...readdirSync(new URL(fixtures, root)).map((name) => fixtures + name)];
  const folder = folderWith(Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, root), 'utf8')])));
  await expect(await replayed(readFileSync(page, 'utf8'), folder)).toMatchFileSnapshot(page.pathname);
}, 60_000);
