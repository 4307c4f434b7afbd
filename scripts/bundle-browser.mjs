import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a report carries besides its data, and what `view` adds to it; and the file in viz/browser where it begins. */
const entries = { loader: 'loader', page: 'main', engine: 'engine-main', companion: 'live-main' };

/**
 * The code of the report page, minified texts that need nothing else. The build writes them to dist/viz/browser/; tests
 * that run from source call this.
 * @returns {Promise<Record<string, string>>}
 */
export async function bundleBrowser() {
  const bundled = Object.entries(entries).map(async ([name, file]) => [name, await bundle(file)]);
  return Object.fromEntries(await Promise.all(bundled));
}

async function bundle(file) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../viz/browser/${file}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  });
  return outputFiles[0].text;
}
