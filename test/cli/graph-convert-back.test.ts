import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { graphFormats } from '../../src/export/graph-formats.ts';
import { blastradius, folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

/** An ecosystem as a text; how long a part is in its file is for messages only, and nothing writes it down. */
const ecosystemOf = (text: string, name: string): string => {
  const { ecosystem } = parseSuiteFile(text, name).file;
  return JSON.stringify(ecosystem, (key, value) => (key === 'length' ? undefined : value), 1);
};

describe('what was converted is the same ecosystem for whoever reads it:', () => {
  it.each(graphFormats.map(({ format, endings }) => [format, endings[0]] as const))('%s', async (format, ending) => {
    const folder = folderWith({ 'desk.yaml': smallDesk });
    const ran = await blastradius(folder, 'run', 'desk.yaml', '--out', 'results', '--worlds', '64', '--threads', '1');
    expect([0, 1]).toContain(ran.exitCode);
    const output = `small-desk${ending}`;
    const written = await blastradius(folder, 'graph', 'convert', 'results', '-o', output, '--json');
    const { files, format: by } = JSON.parse(written.stdout) as { files: string[]; format: string };
    expect(by).toBe(format);
    const back = await blastradius(folder, 'graph', 'convert', files[0] as string, '--to', 'ecosystem');
    expect(back.exitCode, back.stderr).toBe(0);
    expect(ecosystemOf(back.stdout, 'back.yaml')).toBe(ecosystemOf(smallDesk, 'desk.yaml'));
    expect(readFileSync(join(folder, files[0] as string), 'utf8')).toMatch(/reach/iu);
  });
});
