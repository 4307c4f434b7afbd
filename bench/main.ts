import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Effort } from './bout.ts';
import { measureInChild } from './in-child.ts';
import { loadNow, machineText, thisMachine } from './machine.ts';
import { comparePeers } from './peers.ts';
import { writePeers, writeTable } from './readme.ts';
import { benchReport } from './report-page.ts';
import { type BenchResults, mergedWith, type Row, writeResults } from './results.ts';
import { root } from './root.ts';
import { benchTable, doubts } from './table.ts';
import { type Workload, workloads } from './workloads.ts';

/**
 * How fast is the engine on every workload of its issue, in figures and as a ratio to a plain reference? Seeds are in
 * the workloads; bench/README.md says how to read the table, and `--help` what can be chosen.
 */
const help = `npm run bench -- [options]

  --only IDS   workloads whose ids begin so, joined by commas (see --list)
  --all        slow ones as well: minutes, and gigabytes of memory
  --quick      one short sample of each: a look, not a measurement
  --json FILE  where the results go (bench/results.json after a whole measurement)
  --write      fill the tables in bench/README.md from them
  --peers      compare with other simulators instead, those that are installed
  --python P   the Python that has them (python3)
  --report     measure the report's page in Chromium instead: size, opening, scrubbing
  --html FILE  the report to measure; one of 1,200 components and 100 entry points is made unless given
  --list       the ids`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    all: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    python: { type: 'string', default: 'python3' },
    report: { type: 'boolean', default: false },
    html: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(help);
else if (values.list) console.log(workloads.map(({ id, what }) => `${id.padEnd(14)} ${what}`).join('\n'));
else if (values.peers) await compare();
else if (values.report) console.log(await benchReport(values.html));
else await measureAll();

async function compare(): Promise<void> {
  const { python, only, quick: isQuick } = values;
  const text = await comparePeers({ python, only, isQuick });
  console.log(text);
  if (values.write) writePeers(text);
}

async function measureAll(): Promise<void> {
  const effort: Effort = values.quick ? { samples: 1, seconds: 0.2 } : { samples: 5, seconds: 1 };
  const machine = thisMachine();
  console.error(machineText(machine));
  const rows: Row[] = [];
  for (const workload of chosen()) {
    const load = loadNow();
    console.error(`  ${workload.id} (load ${load})`);
    const outcome = await measureInChild(workload.id, effort);
    rows.push({ ...workload, at: new Date().toISOString(), load, outcome });
  }
  report({ machine, rows });
}

/** Those that were named; else all, without slow ones unless they were asked for. */
function chosen(): readonly Workload[] {
  const only = values.only?.split(',');
  const found = workloads.filter(({ id, isSlow }) =>
    only === undefined ? values.all || isSlow !== true : only.some((prefix) => id.startsWith(prefix)),
  );
  if (found.length === 0) throw new Error(`no workload begins with ${values.only}: see --list`);
  return found;
}

function report(fresh: BenchResults): void {
  console.log(benchTable(fresh));
  for (const doubt of doubts(fresh.rows)) console.error(doubt);
  const path = values.json ?? (values.quick ? undefined : join(root, 'bench', 'results.json'));
  if (path === undefined) return;
  const whole = mergedWith(
    path,
    fresh,
    workloads.map(({ id }) => id),
  );
  writeResults(path, whole);
  if (values.write) writeTable(whole);
}
