import { meanOf } from '../../graph/belief.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { isIn } from '../../graph/kinds.ts';
import { toxicFlows } from '../../import/toxic-flow.ts';
import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import { controlStatements, isOnComponent, isOnRelation } from '../../threats/control-statements.ts';
import { trustIndex } from '../../threats/trust-index.ts';
import type { ThreatRow } from '../threat-document.ts';
import { counted } from '../two-decimals.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Stage 5: what is missing or too much: controls, monitors, rights, signatures; and what importers found. */
export const weaknesses = (input: PastaInput): PastaStage => ({
  number: 5,
  title: 'Weaknesses',
  asks: 'Which controls are missing, and who may do more than is held back?',
  blocks: [
    ...uncontrolled(input),
    ...rights(input),
    ...writtenStores(input),
    ...sharedCredentials(input),
    ...found(input),
  ],
});

function uncontrolled({ model: { ecosystem }, document: { threats } }: PastaInput): PastaBlock[] {
  const open = threats.filter(isUncontrolled);
  const unwatched = open.filter(({ watchedBy }) => watchedBy.length === 0).length;
  if (threats.length === 0) return [];
  const rows = ecosystem.components
    .map((component) => ({ component, there: threats.filter((row) => row.component.id === component.id) }))
    .filter(({ there }) => there.some(isUncontrolled))
    .toSorted((a, b) => b.there.filter(isUncontrolled).length - a.there.filter(isUncontrolled).length)
    .map(({ component, there }) => {
      const missing = there.filter(isUncontrolled);
      const seen = missing.filter(({ maturity }) => maturity === 'realized').length;
      return [
        component.id,
        `L${component.layer}`,
        `${missing.length} of ${there.length}`,
        String(seen),
        listed(there[0]?.watchedBy ?? []),
      ];
    });
  return [
    {
      text: `${open.length} of ${counted(threats.length, 'place')} where a threat applies have no control on them; ${unwatched} of these are at components that no monitor watches. A control counts if it is on the component or relation for a class that the threat travels by, however well it works.`,
    },
    ...tableBlock(
      [
        nameColumn('component'),
        column('layer'),
        column('without control'),
        column('of these realized'),
        nameColumn('watched by'),
      ],
      rows,
    ),
  ];
}

const isUncontrolled = ({ controls }: ThreatRow): boolean => controls.length === 0;

/** Tools that act on something, or whose tags say so: who may call them, and what stands before the call. */
function rights({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const { into, outOf } = trustIndex(ecosystem);
  const statements = controlStatements(ecosystem);
  const rows = ecosystem.components.flatMap((tool) => {
    const acts = (outOf.get(tool.id) ?? []).filter(
      ({ kind, trust }) => (kind === 'accesses' || kind === 'writes') && meanOf(trust.along) > 0,
    );
    const may = tool.tags.filter((tag) => effectTags.has(tag));
    const calls = (into.get(tool.id) ?? []).filter(({ kind }) => kind === 'invokes');
    if (!isIn('tool', tool.kind) || (acts.length === 0 && may.length === 0) || calls.length === 0) return [];
    const gates = statements.filter(
      (one) => isOnComponent(one, tool) || calls.some((call) => isOnRelation(one, call, 'along')),
    );
    const approvers = calls.flatMap(({ from }) =>
      (into.get(from) ?? []).filter(({ kind }) => kind === 'supervises').map(({ from: human }) => human),
    );
    return [
      [
        tool.id,
        listed(calls.map(({ from }) => from)),
        listed([...acts.map(({ to }) => to), ...may]),
        listed(gates.map(({ control }) => control)),
        listed(approvers),
      ],
    ];
  });
  const bare = rows.filter((row) => row[3] === '' && row[4] === '').length;
  if (rows.length === 0) return [];
  return [
    {
      text: `${counted(rows.length, 'tool')} with effects that an agent may call; ${bare} with neither a control on the call nor a human who approves.`,
    },
    ...tableBlock(
      [
        nameColumn('tool'),
        nameColumn('called by'),
        nameColumn('acts on'),
        nameColumn('control'),
        nameColumn('approval'),
      ],
      rows.toSorted((a, b) => guardsOf(a) - guardsOf(b)),
    ),
  ];
}

const effectTags: ReadonlySet<string> = new Set(['egress', 'write', 'execute']);
const guardsOf = (row: readonly string[]): number => row.slice(3).filter((cell) => cell !== '').length;

/** Stores that somebody writes and somebody reads: what is written there once is believed later. */
function writtenStores({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const { into } = trustIndex(ecosystem);
  const statements = controlStatements(ecosystem);
  const rows = ecosystem.components.flatMap(({ id }) => {
    const touching = into.get(id) ?? [];
    const writes = touching.filter(({ kind }) => kind === 'writes' || kind === 'feeds');
    const reads = touching.filter(({ kind }) => kind === 'reads');
    const unsigned = writes.filter(({ signed }) => !signed);
    if (reads.length === 0 || unsigned.length === 0) return [];
    const on = statements.filter((one) => unsigned.some((write) => isOnRelation(one, write, 'along')));
    return [
      [
        id,
        listed(unsigned.map(({ from }) => from)),
        listed(reads.map(({ from }) => from)),
        listed(on.map(({ control }) => control)),
      ],
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      text: `${counted(rows.length, 'store')} written without a signature (so that a reader cannot tell who wrote what) and read by others.`,
    },
    ...tableBlock(
      [
        nameColumn('store'),
        nameColumn('unsigned writes from'),
        nameColumn('read by'),
        nameColumn('control on a write'),
      ],
      rows,
    ),
  ];
}

function sharedCredentials({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const { into } = trustIndex(ecosystem);
  const rows = ecosystem.components.flatMap(({ id, kind }) => {
    const uses = (into.get(id) ?? []).filter((one) => one.kind === 'authenticates');
    const of = (role: string): string[] =>
      uses.flatMap((one) => (one.kind === 'authenticates' && one.role === role ? [one.from] : [])).sort(byCodeUnits);
    const holders = of('holds');
    return kind === 'credential' && new Set(holders).size > 1 ? [[id, listed(holders), listed(of('accepts'))]] : [];
  });
  if (rows.length === 0) return [];
  return [
    {
      text: `${counted(rows.length, 'credential')} held by more than one: whoever takes one holder acts as all of them.`,
    },
    ...tableBlock([nameColumn('credential'), nameColumn('held by'), nameColumn('opens')], rows),
  ];
}

function found({ model: { ecosystem }, findings = [] }: PastaInput): PastaBlock[] {
  const all = new Map(
    [...toxicFlows(ecosystem), ...findings].map((finding) => [
      `${finding.title}\n${finding.detail}\n${finding.where}`,
      finding,
    ]),
  );
  return tableBlock(
    [nameColumn('found'), nameColumn('what'), nameColumn('where')],
    [...all.values()].map(({ title, detail, where }) => [title, detail, where]),
  );
}
