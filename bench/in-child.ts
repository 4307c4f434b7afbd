import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Effort } from './bout.ts';
import type { Outcome } from './measured.ts';

const childFile = fileURLToPath(new URL('./child.js', import.meta.url));

/** Measures a workload in a process of its own: its peak memory and its compiled code are its own. */
export function measureInChild(id: string, { samples, seconds }: Effort): Promise<Outcome> {
  const child = spawn(process.execPath, [childFile, id, String(samples), String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(text) as Outcome);
      else resolve({ state: 'failed', why: `ended with ${signal ?? `exit code ${code}`}` });
    });
  });
}
