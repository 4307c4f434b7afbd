import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The code of the report page, one minified text, ready to stand in a script element of a page
 * that loads nothing else. The build writes it to dist/viz/browser.js; tests that run from source call this.
 * @returns {Promise<string>}
 */
export async function bundleBrowser() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../viz/browser/main.ts', import.meta.url))],
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
