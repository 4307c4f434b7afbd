import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compiles the AssemblyScript kernels to src/engine/wasm/kernels.wasm, as asconfig.json says, and puts the grammar
 * of Python beside the code that loads it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const asc = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
const { status } = spawnSync(process.execPath, [asc], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);

const grammar = 'tree-sitter-python.wasm';
copyFileSync(join(root, 'node_modules', 'tree-sitter-python', grammar), join(root, 'src', 'import', 'python', grammar));
