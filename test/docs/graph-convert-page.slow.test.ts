import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blastradius, folderWith } from '../cli/fake-shell.ts';
import { findNetworkx } from '../setup/find-networkx.ts';
import { mustRun } from '../setup/run-program.ts';
import { codeBlocks } from './code-blocks.ts';

const page = readFileSync(new URL('../../docs/graph-convert.md', import.meta.url), 'utf8');

it('what docs/graph-convert.md does in other tools works, and prints what stands there', async () => {
  const folder = folderWith({ '.git/HEAD': '' });
  await blastradius(folder, 'init');
  await blastradius(folder, 'run', 'blastradius.yaml', '--out', 'results', '--quiet');
  for (const name of ['system.graphml', 'system.dot'])
    await blastradius(folder, 'graph', 'convert', 'results', '-o', name);

  const [script = ''] = codeBlocks(page, 'python');
  const [shown] = codeBlocks(page, 'text');
  writeFileSync(join(folder, 'reach.py'), script);
  expect(await mustRun(findNetworkx() ?? 'python3', ['reach.py'], folder)).toBe(shown);

  const [drawing = ''] = codeBlocks(page, 'sh');
  const [program = '', ...argv] = drawing.trim().split(' ');
  await mustRun(program, argv, folder);
  expect(existsSync(join(folder, 'system.svg'))).toBe(true);
});
