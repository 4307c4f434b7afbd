import type { ListedThreat } from '../diagram/diagram.ts';
import type { Spot } from '../drafts.ts';
import { entriesOf, find, type Located, textOf } from '../located.ts';
import { type Reading, warn } from './reading.ts';

type Status = ListedThreat['status'];

/** As Threagile itself has it, what is accepted is still at risk. */
const statuses: Readonly<Record<string, Status>> = {
  unchecked: 'open',
  'in-discussion': 'open',
  'in-progress': 'open',
  accepted: 'accepted',
  mitigated: 'mitigated',
  'false-positive': 'not-applicable',
};

export type Tracked = {
  readonly rule: string;
  /** What the risk is about: ids of assets and links, `*` for any. */
  readonly parts: readonly string[];
  readonly status: Status;
  readonly spot: Spot;
};

/** What became of risks, by their ids: `rule@asset@…`, where a part may be `*`. */
export class RiskTracking {
  readonly #rows: readonly Tracked[];
  readonly #used = new Set<Tracked>();

  constructor(root: Located, reading: Reading) {
    this.#rows = entriesOf(find(root, 'risk_tracking')).map(([id, { keyAt, value }]) => {
      const [rule = '', ...parts] = id.split('@');
      return { rule, parts, status: statusOf(value, reading), spot: { at: keyAt, pointer: value.pointer } };
    });
  }

  /** Of a risk that the file lists; undefined if nobody tracked it. */
  statusOf(id: string): Status | undefined {
    const [rule, ...parts] = id.split('@');
    const row = this.#rows.find((one) => one.rule === rule && fits(one.parts, parts));
    if (row !== undefined) this.#used.add(row);
    return row?.status;
  }

  /** Those that no listed risk asked for: they track what Threagile finds by itself. */
  rest = (): readonly Tracked[] => this.#rows.filter((row) => !this.#used.has(row));
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length && pattern.every((part, at) => part === '*' || part === parts[at]);

function statusOf(tracked: Located, reading: Reading): Status {
  const said = find(tracked, 'status');
  // A parsed model leaves out the first of the possible values.
  const word = said === undefined ? 'unchecked' : (textOf(said) ?? '');
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (status !== undefined) return status;
  const expected = `${Object.keys(statuses).join(', ')} as status`;
  warn(reading, (said ?? tracked).at, {
    expected,
    found: 'something else',
    fix: 'Say which; it is taken as unchecked.',
  });
  return 'open';
}
