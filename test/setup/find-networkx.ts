import { spawnSync } from 'node:child_process';

/** Debian's Python first, since its package is for that one only; then whichever PATH leads to. */
const pythons = ['/usr/bin/python3', 'python3'];
/** Finding it takes a tenth of the time that loading it takes. */
const HAS_IT = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("networkx") is None)';

/** A Python with networkx; undefined if there is none. */
export const findNetworkx = (): string | undefined =>
  pythons.find((python) => spawnSync(python, ['-c', HAS_IT]).status === 0);
