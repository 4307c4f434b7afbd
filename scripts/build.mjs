import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { bundleBrowser } from './bundle-browser.mjs';

/**
 * Makes dist/ from nothing, in the shape of the repository: src, workers and viz compiled, the page's code as one
 * text, data and scenarios beside the code that reads them, and the JSON Schema for editors.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

// tsc's incremental mode emits nothing after dist is deleted, so every build is a whole one; it takes seconds.
await rm(dist, { recursive: true, force: true });
compile();
await copyData();
await writePageCode();
await writeSchema();
await markExecutable();
await writeStamp();

function compile() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** tsc emits the JSON that is imported; what is read at run time it does not see. */
async function copyData() {
  for (const folder of ['src', 'workers', 'viz', 'scenarios']) {
    for (const file of await filesBelow(join(root, folder))) {
      if (folder !== 'scenarios' && !/(\.(json|wasm|css|ttf|woff2)|LICENSE)$/.test(file)) continue;
      const to = join(dist, folder, file);
      if (existsSync(to)) continue;
      await mkdir(dirname(to), { recursive: true });
      if (file.endsWith('.css')) await writeFile(to, await minifyStyle(join(root, folder, file)));
      else await cp(join(root, folder, file), to);
    }
  }
}

/** Styles travel in every report. */
async function minifyStyle(path) {
  const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
  return code;
}

async function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

async function writePageCode() {
  if (!existsSync(join(root, 'viz', 'browser', 'main.ts'))) return;
  const folder = join(dist, 'viz', 'browser');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(await bundleBrowser())) await writeFile(join(folder, `${name}.js`), text);
}

async function writeSchema() {
  const built = join(dist, 'src', 'compile', 'json-schema.js');
  if (!existsSync(built)) return;
  const { suiteFileJsonSchema } = await import(pathToFileURL(built).href);
  await writeFile(join(dist, 'blastradius.schema.json'), `${JSON.stringify(suiteFileJsonSchema(), null, 2)}\n`);
}

async function markExecutable() {
  const bin = join(dist, 'src', 'cli', 'main.js');
  if (existsSync(bin)) await chmod(bin, 0o755);
}

/** Written last: a dist with a stamp is whole, and as new as its stamp. */
async function writeStamp() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(dist, 'build.json'), `${JSON.stringify({ version })}\n`);
}
