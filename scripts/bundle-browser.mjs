import { readFile } from 'node:fs/promises';
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
  const bundled = Object.entries(entries).map(async ([name, file]) => [
    name,
    await bundle(file, name === 'engine' ? [techniquesOnly] : [numbersOnly]),
  ]);
  return Object.fromEntries(await Promise.all(bundled));
}

/**
 * The engine asks the catalogue of threats for nothing but the techniques of each, which say how mature a row is: names
 * and descriptions would be a quarter of its code.
 * @type {import('esbuild').Plugin}
 */
const techniquesOnly = {
  name: 'techniques-only',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\\\]threats[/\\\\]data[/\\\\](?:maestro-threats|owasp-agentic)\.json$/ }, async ({ path }) => {
      const lean = (_key, value) => (value?.id === undefined ? value : { id: value.id, atlas: value.atlas });
      return { contents: JSON.stringify(JSON.parse(await readFile(path, 'utf8')), lean), loader: 'json' };
    }),
};

/**
 * Scales of the pictures run between numbers: what d3-interpolate knows of colours, dates and transforms, with all of
 * d3-color, would be a twentieth of the page's code. The formula is that of its interpolateNumber.
 * @type {import('esbuild').Plugin}
 */
const numbersOnly = {
  name: 'numbers-only',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^d3-interpolate$/ }, ({ path }) => ({ path, namespace: 'numbers-only', sideEffects: false }));
    onLoad({ filter: /./, namespace: 'numbers-only' }, () => ({
      contents: `export const interpolateNumber = (a, b) => ((a = +a), (b = +b), (t) => a * (1 - t) + b * t);
        export const interpolateRound = (a, b) => ((a = +a), (b = +b), (t) => Math.round(a * (1 - t) + b * t));
        export const interpolate = interpolateNumber;
        export const piecewise = undefined;`,
    }));
  },
};

async function bundle(file, plugins) {
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
    plugins,
  });
  return outputFiles[0].text;
}
