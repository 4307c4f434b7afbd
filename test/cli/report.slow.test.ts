import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printPdf } from '../../src/cli/print-pdf.ts';
import { figurePage, figureSvg } from '../../viz/static.ts';
import { findChromium } from '../setup/find-chromium.ts';
import { outcomeOf, supportDesk } from '../viz/fixture.ts';

const browser = findChromium() as string;

describe('a PDF', () => {
  it('of a figure is one page of its size, its text text, and leaves no profile behind', async () => {
    const before = profiles();
    const svg = figureSvg(outcomeOf({ ...supportDesk, worlds: 50 }), { figure: 'layers', mm: 85, theme: 'print' });
    const pdf = Buffer.from(await printPdf(await figurePage(svg), browser)).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width = ''] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) /.exec(pdf) ?? [];
    expect(Math.abs(Number(width) - (85 / 25.4) * 72)).toBeLessThan(1);
    expect(pdf).toContain('Inter');
    expect(profiles()).toEqual(before);
  });

  it('is refused by a program that prints none', async () => {
    await expect(printPdf('<p>', '/bin/true')).rejects.toThrow('printed no PDF');
    await expect(printPdf('<p>', join(tmpdir(), 'no-such-program'))).rejects.toThrow(/ENOENT/);
  });
});

const profiles = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('blastradius-pdf-'));
