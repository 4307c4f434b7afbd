import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
// Node has no word for the peak of a child, so that the child says it itself.
const sayPeak = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;

export type CliRun = { readonly seconds: number; readonly peakBytes: number };

/**
 * Runs the built CLI as a user does, start-up included.
 * @throws {Error} if it does not end with exit code 0 in time
 */
export function timedCli(options: readonly string[], patienceSeconds: number): Promise<CliRun> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', sayPeak, main, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: patienceSeconds * 1000,
    killSignal: 'SIGKILL',
  });
  let errors = '';
  child.stderr.on('data', (part) => {
    errors += part;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const seconds = (performance.now() - begin) / 1000;
      const [, kibibytes] = /peak (\d+)$/.exec(errors) ?? [];
      if (code === 0) resolve({ seconds, peakBytes: Number(kibibytes) * 1024 });
      else reject(new Error(code === null ? `stopped after ${patienceSeconds} s` : `exit code ${code}: ${errors}`));
    });
  });
}
