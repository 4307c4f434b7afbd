import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ReportAssets } from './page.ts';

/**
 * What {@link renderReport} needs beside the results, read from the installed package.
 * @param script - the page's code; dist/viz/browser.js of the build unless given
 */
export async function loadReportAssets(script?: string): Promise<ReportAssets> {
  const [code, style, fontRegular, fontSemibold] = await Promise.all([
    script ?? readFile(browserCode, 'utf8'),
    readFile(new URL('./page.css', import.meta.url), 'utf8'),
    font(400),
    font(600),
  ]);
  return { script: code, style, fontRegular, fontSemibold, sha256Base64 };
}

const isSource = import.meta.url.endsWith('.ts');
const browserCode = new URL(isSource ? '../dist/viz/browser.js' : './browser.js', import.meta.url);

const require = createRequire(import.meta.url);
const font = async (weight: 400 | 600): Promise<string> =>
  (await readFile(require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`))).toString('base64');

const sha256Base64 = (text: string): string => createHash('sha256').update(text).digest('base64');
