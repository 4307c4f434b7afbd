import { describePlace } from '../../base/errors.ts';
import type { ArcDraft } from '../../compile/arc-draft.ts';
import { type Ground, groundOf } from '../../compile/arcs.ts';
import { type ChannelOverride, defaultSettings, type SuiteFile } from '../../compile/suite.ts';
import type { Trials } from '../../graph/belief.ts';
import type { Component } from '../../graph/ecosystem.ts';
import { byCodeUnits, type ComponentId } from '../../graph/ids.ts';
import { isIn, type ModelTier, threatClasses } from '../../graph/kinds.ts';
import {
  counted,
  type RedTeamResults,
  type TrialGroup,
  type UnusedTrials,
} from '../../import/redteam/redteam-results.ts';
import { probabilityOf } from '../../threats/channels.ts';
import { type CalibratedControl, calibratedControls, type MeasuredControl } from './calibrated-control.ts';
import { carryingArcs } from './carrying-rows.ts';
import { matchTarget } from './match-target.ts';
import { type Measurement, measurementsOf } from './measurement.ts';
import { posterior } from './posterior.ts';
import { priorOf } from './prior.ts';
import { shownTarget } from './shown-target.ts';

/** A name that different results may have. */
export const STDIN = 'stdin';

/** A result file, its path told from the folder of the ecosystem file. */
export type ResultFile = { readonly name: string; readonly hash: string; readonly results: RedTeamResults };

export type CalibrateOptions = {
  /** The most that a prior counts for, in trials. */
  readonly priorWeight: number;
  /** What names in result files stand for: the id of a component, or `*`. */
  readonly targets: ReadonlyMap<string, string>;
};

export type RowKey = Omit<ChannelOverride, 'probability' | 'at'>;

/** A row of the channel table as tests of the system put it. */
export type CalibratedRow = {
  readonly key: RowKey;
  /** Ids of calibration data behind the prior, or judgement. */
  readonly priorEvidence: readonly string[];
  readonly belief: Trials & { readonly prior: NonNullable<Trials['prior']> };
  /** How many relations it holds for, each way counted. */
  readonly arcs: number;
  /** Controls on these arcs, whose effect comes on top. */
  readonly controls: readonly string[];
  /** Whether these results are in it, or earlier ones alone. */
  readonly isNew: boolean;
};

export type UnmatchedTarget = {
  readonly target: string;
  readonly trials: number;
  readonly nearest: string | null;
  readonly why: string;
};

export type Calibration = {
  /** All rows that `calibrate` has written, then and now. */
  readonly rows: readonly CalibratedRow[];
  readonly controls: readonly CalibratedControl[];
  readonly unmatched: readonly UnmatchedTarget[];
  readonly unused: readonly UnusedTrials[];
  /** Whole sentences. */
  readonly notes: readonly string[];
};

/**
 * Red-team results as posteriors of channel rows and of controls. A file that was read before is replaced by what it
 * says now, other files add up.
 */
export function calibrate(file: SuiteFile, files: readonly ResultFile[], options: CalibrateOptions): Calibration {
  const ground = groundOf(file.ecosystem, defaultSettings);
  const found = new Findings();
  for (const one of files) for (const group of one.results.trials) settle(group, one, ground, options, found);
  const isOld = ({ name, hash }: Measurement): boolean =>
    !files.some((one) => (one.name === name && name !== STDIN) || one.hash === hash);
  const drafts = rowDrafts(file.suite.channels, isOld, found.ways);
  const rows = [...drafts.values()].flatMap((draft) => rowOf(draft, ground, options.priorWeight) ?? []);
  return {
    rows: rows.sort(byKey),
    controls: calibratedControls(file.ecosystem, found.controls, isOld, options.priorWeight),
    unmatched: summed(found.unmatched),
    unused: counted([...files.flatMap(({ results }) => results.unused), ...found.unused]),
    notes: [...found.notes, ...outdone(file.suite.channels, drafts)],
  };
}

/** Rows that somebody wrote by hand, or edited, and that a row from tests takes the place of. */
const outdone = (channels: readonly ChannelOverride[], drafts: ReadonlyMap<string, Draft>): string[] =>
  channels.flatMap(({ at, ...row }) => {
    const { probability, ...key } = row;
    const isOwn = probability.form !== 'trials' || measurementsOf(probability) === undefined;
    return isOwn && drafts.has(keyText(key))
      ? [
          `Your own row at ${describePlace({ ...at, column: undefined })} is about the same: the row from tests comes after it and holds.`,
        ]
      : [];
  });

/** A target that was attacked in several ways is told once. */
function summed(unmatched: readonly UnmatchedTarget[]): UnmatchedTarget[] {
  const sums = new Map<string, UnmatchedTarget>();
  for (const one of unmatched) {
    sums.set(one.target, { ...one, trials: one.trials + (sums.get(one.target)?.trials ?? 0) });
  }
  return [...sums.values()];
}

class Findings {
  readonly ways: { readonly key: RowKey; readonly measurement: Measurement }[] = [];
  readonly controls: MeasuredControl[] = [];
  readonly unmatched: UnmatchedTarget[] = [];
  readonly unused: UnusedTrials[] = [];
  readonly notes = new Set<string>();
}

/** Where the trials of one group belong. */
function settle(group: TrialGroup, file: ResultFile, ground: Ground, options: CalibrateOptions, found: Findings): void {
  const { targets, trials } = group;
  const match = matchTarget(targets, ground.ecosystem, options.targets);
  if ('nearest' in match) found.unmatched.push({ target: shownTarget(targets[0] ?? ''), trials, ...match });
  else if ('all' in match) settleRows(group, file, ground, null, found);
  else {
    const { component, because } = match;
    if (because === 'the only agent') found.notes.add(onlyAgent(component));
    if (isIn('control', component.kind)) settleControl(group, file, component, found);
    else settleRows(group, file, ground, component, found);
  }
}

const onlyAgent = ({ id }: Component): string =>
  `${id} is the only agent: results that name nothing else are taken as its own.`;

function settleControl(group: TrialGroup, file: ResultFile, { id }: Component, found: Findings): void {
  const blocked = { ...group, successes: group.trials - group.successes };
  found.controls.push({ control: id, threat: group.threat, measurement: measurementOf(blocked, file, id) });
}

/** @param target - null for every agent */
function settleRows(
  group: TrialGroup,
  file: ResultFile,
  ground: Ground,
  target: Component | null,
  found: Findings,
): void {
  const { tier, trials, atTool } = group;
  const isTool = target !== null && isIn('tool', target.kind);
  const threat = isTool && atTool !== undefined ? atTool : group.threat;
  const tested = testedBy(target, ground);
  const name = target?.id ?? '*';
  const arcs = carryingArcs(ground, threat, tested.is, group).filter((arc) => isOfTier(arc, tier));
  if (arcs.length === 0) found.unused.push({ what: `${threat} at ${name}`, trials, why: NO_WAY });
  const keys = arcs.map((arc) => keyOf(arc, tested.isGlobal, group, ground));
  const measurement = measurementOf(group, file, name);
  for (const key of new Map(keys.map((one) => [keyText(one), one])).values()) found.ways.push({ key, measurement });
}

/** Who worked on a system beforehand meets any model as one that was tuned against. */
const isOfTier = ({ channel }: ArcDraft, tier: ModelTier | undefined): boolean =>
  tier === undefined || tier === channel.tier || (tier === 'tuned-against' && channel.row.source !== 'agent');

const NO_WAY = 'no relation of the file carries this class in there as text';

/** A model is tested for every agent that runs on it. */
function testedBy(
  target: Component | null,
  { tiers, ecosystem }: Ground,
): { is: (id: ComponentId) => boolean; isGlobal: boolean } {
  if (target === null) {
    const agents = new Set(ecosystem.components.filter(({ kind }) => isIn('agent', kind)).map(({ id }) => id));
    return { is: (id) => agents.has(id), isGlobal: true };
  }
  if (target.kind !== 'model') return { is: (id) => id === target.id, isGlobal: false };
  return { is: (id) => id !== target.id && tiers.modelOf.get(id) === target.id, isGlobal: false };
}

function measurementOf(
  { successes, trials, note }: TrialGroup,
  { name, hash, results }: ResultFile,
  target: string,
): Measurement {
  return { name, hash, tool: results.tool, target, successes, trials, ...(note === undefined ? {} : { note }) };
}

/** The row of one arc: as narrow as the table's, and only into the component that was tested. */
function keyOf(
  { threat, relation, direction, channel, target }: ArcDraft,
  isGlobal: boolean,
  { tier }: TrialGroup,
  { expanded }: Ground,
): RowKey {
  const { row } = channel;
  const into = expanded.nodes[target]?.component.id;
  const own = isGlobal && 'byTier' in row.probability ? channel.tier : tier;
  return {
    threat,
    kind: relation.kind,
    direction,
    ...(isGlobal || into === undefined ? {} : { into }),
    ...(row.source === 'any' ? {} : { source: row.source }),
    // What agents say goes by no tier.
    ...(own === undefined || row.source === 'agent' ? {} : { tier: own }),
  };
}

type Draft = {
  readonly key: RowKey;
  readonly measurements: readonly Measurement[];
  readonly own: Trials | null;
  readonly isNew: boolean;
};

/** Rows of earlier runs without what is replaced, and the new ones. */
function rowDrafts(
  channels: readonly ChannelOverride[],
  isOld: (one: Measurement) => boolean,
  ways: Findings['ways'],
): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const { probability, at: _at, ...key } of channels) {
    const before = probability.form === 'trials' ? measurementsOf(probability) : undefined;
    const measurements = (before ?? []).filter(isOld);
    if (probability.form !== 'trials' || measurements.length === 0) continue;
    drafts.set(keyText(key), {
      key,
      measurements,
      own: probability,
      isNew: measurements.length < (before ?? []).length,
    });
  }
  for (const { key, measurement } of ways) {
    const before = drafts.get(keyText(key));
    const measurements = [...(before?.measurements ?? []), measurement];
    drafts.set(keyText(key), { key, measurements, own: before?.own ?? null, isNew: true });
  }
  return drafts;
}

/** undefined where nothing of the file is of this row any more. */
function rowOf(
  { key, measurements, own, isNew }: Draft,
  ground: Ground,
  priorWeight: number,
): CalibratedRow | undefined {
  const arcs = arcsOfRow(key, ground);
  const [first] = arcs;
  if (first === undefined) return undefined;
  const { row, tier } = first.channel;
  const priorEvidence = row.evidence === 'judgement' ? ['judgement'] : row.evidence;
  const prior =
    !isNew && own?.prior !== undefined ? own.prior : priorOf(probabilityOf(row, key.tier ?? tier), priorWeight);
  return {
    key,
    priorEvidence,
    belief: { ...posterior(measurements, priorEvidence), prior },
    arcs: new Set(arcs.map(({ relation }) => relation.id)).size,
    controls: controlsOn(arcs, ground),
    isNew,
  };
}

const arcsOfRow = ({ threat, kind, direction, into, source, tier }: RowKey, ground: Ground): readonly ArcDraft[] =>
  carryingArcs(ground, threat, (id) => into === undefined || id === into, {
    kind,
    direction,
    ...(source === undefined ? {} : { source }),
  }).filter((arc) => isOfTier(arc, tier));

const controlsOn = (arcs: readonly ArcDraft[], { rulesOn }: Ground): readonly string[] =>
  [...new Set(arcs.flatMap((arc) => rulesOn(arc).map(({ rule }) => rule.control as string)))].sort(byCodeUnits);

const keyText = ({ threat, kind, direction, into, source, tier }: RowKey): string =>
  JSON.stringify([threat, kind, direction, into ?? null, source ?? null, tier ?? null]);

const byKey = (a: CalibratedRow, b: CalibratedRow): number =>
  threatClasses.indexOf(a.key.threat) - threatClasses.indexOf(b.key.threat) ||
  byCodeUnits(keyText(a.key), keyText(b.key));
