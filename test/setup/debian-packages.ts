import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';
import { findNetworkx } from './find-networkx.ts';

/** A program of others that slow tests drive. */
type Needed = {
  /** What Debian calls it. */
  readonly name: string;
  readonly isThere: () => boolean;
  /** What helps where it cannot be installed. */
  readonly otherwise: string;
};

const needed: readonly Needed[] = [
  { name: 'chromium', isThere: () => findChromium() !== undefined, otherwise: 'or set CHROMIUM_PATH' },
  { name: 'graphviz', isThere: () => isProgram('dot', ['-V']), otherwise: 'so that dot is on PATH' },
  {
    name: 'python3-networkx',
    isThere: () => findNetworkx() !== undefined,
    otherwise: 'or networkx for the python3 on PATH',
  },
];

/** Before slow tests: makes sure that the programs are there, from Debian where we may install them. Never skips. */
export default function setup(): void {
  const absent = missing();
  if (absent.length === 0) return;
  if (mayInstall()) install(absent.map(({ name }) => name));
  const still = missing();
  if (still.length === 0) return;
  const names = still.map(({ name }) => name).join(' ');
  const ways = still.map(({ name, otherwise }) => `${name} (${otherwise})`).join(', ');
  throw new Error(`Slow tests need packages that are not here: ${ways}. On Debian: apt-get install ${names}`);
}

const missing = (): readonly Needed[] => needed.filter(({ isThere }) => !isThere());

const isProgram = (program: string, args: readonly string[]): boolean => spawnSync(program, args).status === 0;

const mayInstall = (): boolean => process.getuid?.() === 0 && isProgram('apt-get', ['--version']);

function install(names: readonly string[]): void {
  process.stderr.write(`Installing Debian's ${names.join(', ')} for the slow tests, once on this machine\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...names],
  ]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0) process.stderr.write(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
