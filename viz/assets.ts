import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import type { PageCode, ReportAssets } from './page.ts';

/**
 * What {@link renderReport} needs beside the results, read from the installed package.
 * @param code - the page's code; that of the build unless given
 */
export async function loadReportAssets(code?: PageCode): Promise<ReportAssets> {
  const [loaded, style, fontRegular, fontSemibold] = await Promise.all([
    code ?? loadPageCode(),
    loadStyle(),
    font(400),
    font(600),
  ]);
  return { code: loaded, style, fontRegular, fontSemibold, sha256Base64, deflate };
}

async function loadPageCode(): Promise<PageCode> {
  const [loader, page, engine, kernels] = await Promise.all([
    readFile(built('loader.js'), 'utf8'),
    readFile(built('page.js'), 'utf8'),
    readFile(built('engine.js'), 'utf8'),
    readFile(new URL('../src/engine/wasm/kernels.wasm', import.meta.url)),
  ]);
  return { loader, page, engine, kernels };
}

const isSource = import.meta.url.endsWith('.ts');
const built = (file: string): URL =>
  new URL(`${isSource ? '../dist/viz/browser' : './browser'}/${file}`, import.meta.url);

/** `base.css` comes first and `responsive.css`, which changes what stands before it, last. */
async function loadStyle(): Promise<string> {
  const folder = new URL('./styles/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.css'));
  const place = (file: string): number => (file === 'base.css' ? 0 : file === 'responsive.css' ? 2 : 1);
  files.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return (await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))).join('\n');
}

/** See fonts/README.md. */
const font = async (weight: 400 | 600): Promise<string> =>
  (await readFile(new URL(`./fonts/inter-${weight}.woff2`, import.meta.url))).toString('base64');

const sha256Base64 = (text: string): string => createHash('sha256').update(text).digest('base64');

const deflate = (content: string | Uint8Array): Uint8Array => deflateRawSync(content, { level: 9 });
