import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawGraph } from '../src/compile/raw-arcs.ts';
import { cascadeGraphs } from './cascade-graphs.ts';
import { erdosRenyi } from './graphs.ts';
import { measureInChild } from './in-child.ts';
import { loadNow, machineText, thisMachine } from './machine.ts';
import { markdownTable } from './markdown-table.ts';
import { root } from './root.ts';
import { sizeText } from './size-text.ts';
import { writeEdges } from './write-edges.ts';

/** Simulators with a script in bench/peers, which says how each is driven; the first is the one to beat. */
const peers = ['cynetdiff', 'igraph', 'graph_tool', 'eon', 'ndlib'] as const;

type Question = { readonly id: string; readonly model: 'ic' | 'sir'; readonly make: () => RawGraph };

const SIR = { infection: 0.1, recovery: 0.05 };
const questions: readonly Question[] = [
  ...Object.entries(cascadeGraphs)
    // The largest is no question for interpreted peers: they take minutes to read it.
    .filter(([id]) => !id.startsWith('er1m'))
    .map(([id, { make }]) => ({ id, model: 'ic' as const, make })),
  { id: 'sir-set', model: 'sir', make: () => erdosRenyi(10_000, 100_000, SIR.infection) },
];

type Ran = {
  readonly version: string;
  readonly runs: number;
  readonly runsPerSecond: number;
  readonly meanBlastRadius: number;
  readonly standardError: number;
  readonly peakBytes: number;
  readonly note: string;
};
type Answer = Ran | { readonly why: string };

export type PeerOptions = {
  readonly python: string;
  /** Beginnings of ids, joined by commas. */
  readonly only: string | undefined;
  readonly isQuick: boolean;
};

/**
 * The same graph, the same process, each through its own public interface, one after the other on one core.
 * @returns a table with the machine above it
 */
export async function comparePeers({ python, only, isQuick }: PeerOptions): Promise<string> {
  const chosen = questions.filter(({ id }) => only === undefined || only.split(',').some((one) => id.startsWith(one)));
  const folder = mkdtempSync(join(tmpdir(), 'blastradius-peers-'));
  const rows: string[][] = [];
  const machine = `${machineText(thisMachine())}; load of the machine before ${loadNow()}.`;
  console.error(machine);
  try {
    for (const question of chosen) {
      console.error(`  ${question.id}`);
      rows.push(await ourRow(question, isQuick));
      const file = join(folder, question.id);
      const graph = question.make();
      writeEdges(file, graph, true);
      for (const peer of peers) {
        const answer = await ask(python, peer, [
          ...['--edges', file, '--nodes', String(graph.nodes.count), '--model', question.model],
          ...['--infection', String(SIR.infection), '--recovery', String(SIR.recovery)],
          ...['--seconds', isQuick ? '2' : '10'],
        ]);
        rows.push(peerRow(question.id, peer, answer));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const heads = ['workload', 'simulator', 'worlds/s', 'mean blast radius', 'runs', 'peak MiB', 'note'];
  return `${machine}\n\n${markdownTable(heads, rows)}`;
}

async function ourRow({ id }: Question, isQuick: boolean): Promise<string[]> {
  const outcome = await measureInChild(id, isQuick ? { samples: 1, seconds: 0.3 } : { samples: 5, seconds: 1 });
  if (outcome.state !== 'measured' || outcome.ours === null) return [id, 'blastradius', outcome.state, '', '', '', ''];
  const { ours, peakBytes, kernel } = outcome;
  return [
    id,
    'blastradius',
    perSecond(ours.worldsPerSecond),
    sizeText(ours),
    String(ours.worlds),
    mebibytes(peakBytes ?? Number.NaN),
    `kernel ${kernel}`,
  ];
}

function peerRow(id: string, peer: string, answer: Answer): string[] {
  if ('why' in answer) return [id, peer, '–', '', '', '', answer.why];
  const { version, runsPerSecond, runs, peakBytes, note } = answer;
  return [
    id,
    `${peer} ${version}`,
    perSecond(runsPerSecond),
    sizeText(answer),
    String(runs),
    mebibytes(peakBytes),
    note,
  ];
}

const EXIT_NOT_INSTALLED = 3;
/** A peer that does not come to an end is stopped, and said to have been. */
const PATIENCE_MS = 300_000;

function ask(python: string, peer: string, options: readonly string[]): Promise<Answer> {
  const script = join(root, 'bench', 'peers', `peer_${peer}.py`);
  if (spawnSync(python, ['--version']).error !== undefined)
    return Promise.resolve({ why: `not installed (no ${python})` });
  const child = spawn(python, ['-B', script, ...options], { timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
  let [text, errors] = ['', ''];
  child.stdout.on('data', (part) => {
    text += part;
  });
  child.stderr.on('data', (part) => {
    errors += part;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      if (code === EXIT_NOT_INSTALLED) resolve({ why: 'not installed' });
      else if (text !== '') resolve(JSON.parse(text) as Answer);
      else resolve({ why: code === null ? `stopped after ${PATIENCE_MS / 1000} s` : `failed: ${lastLine(errors)}` });
    });
  });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

const perSecond = (value: number): string =>
  value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
const mebibytes = (bytes: number): string => String(Math.round(bytes / 2 ** 20));
