import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compiles the AssemblyScript kernels to src/engine/wasm/kernels.wasm, as asconfig.json says. */
const root = fileURLToPath(new URL('..', import.meta.url));
const asc = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
const { status } = spawnSync(process.execPath, [asc], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);
