import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

/** Before slow tests: makes sure that a browser is there, from Debian where we may install it. Never skips. */
export default function setup(): void {
  if (findChromium() !== undefined) return;
  if (mayInstall()) install('chromium');
  if (findChromium() === undefined) {
    throw new Error(
      'Browser tests need Chromium: install the package "chromium" (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

function install(name: string): void {
  process.stderr.write(`Installing Debian's ${name} for the browser tests, once on this machine\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', name],
  ]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0) process.stderr.write(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
