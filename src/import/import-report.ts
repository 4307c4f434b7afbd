import type { Problem } from '../base/errors.ts';
import { describeProblem } from '../base/errors.ts';
import type { Relation } from '../graph/ecosystem.ts';
import {
  type Certainty,
  certainties,
  type Layer,
  layerNames,
  layers,
  type RelationKind,
  relationKindNames,
} from '../graph/kinds.ts';
import { byInfluence } from './drafts.ts';
import type { FieldToFill, Finding, Imported } from './importer.ts';
import type { Merge } from './merge.ts';
import { toxicFlows } from './toxic-flow.ts';

export type CertaintyCounts = Readonly<Record<Certainty, number>>;

/** What an import made of a file, as plain data: counts, and what a human should look at. */
export type ImportReport = {
  readonly name: string;
  /** Components per MAESTRO layer; all seven. */
  readonly layers: readonly { readonly layer: Layer; readonly components: number }[];
  /** Relations per kind; only kinds that occur. */
  readonly relationKinds: readonly { readonly kind: RelationKind; readonly relations: number }[];
  readonly components: CertaintyCounts;
  readonly relations: CertaintyCounts;
  readonly exposed: readonly string[];
  /** What was assumed of many parts at once. */
  readonly assumptions: readonly string[];
  /** What several files have in common. */
  readonly merges: readonly Merge[];
  readonly ignored: Imported['ignored'];
  readonly findings: Imported['findings'];
  /** Most influential first: of as many as are for at most five reasons. */
  readonly toFill: readonly FieldToFill[];
  readonly warnings: readonly Problem[];
};

const MOST_TO_FILL = 5;

export function importReport(imported: Imported & { readonly merges?: readonly Merge[] }): ImportReport {
  const { ecosystem, ignored, findings, toFill, warnings, merges = [], assumptions = [] } = imported;
  const { name, components, relations } = ecosystem;
  return {
    name,
    layers: layers.map((layer) => ({ layer, components: components.filter((one) => one.layer === layer).length })),
    relationKinds: relationKindNames
      .map((kind) => ({ kind, relations: relations.filter((one) => one.kind === kind).length }))
      .filter((row) => row.relations > 0),
    components: byCertainty(components),
    relations: byCertainty(relations),
    exposed: components.filter(({ exposed }) => exposed).map(({ id }) => id),
    assumptions,
    merges,
    ignored,
    findings: gravest([...toxicFlows(ecosystem), ...findings]),
    toFill: ofFirstReasons(mostInfluential(toFill, relations)),
    warnings,
  };
}

/** What a reviewer should see first; others come after these, in the order of the file. */
const GRAVEST = ['Toxic flow', 'Secret in the file', 'Code from the network', 'Dynamic address'];
/** What nearly every file has. */
const COMMON = ['Unpinned package'];

const gravest = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => gravity(a) - gravity(b));

function gravity({ title }: Finding): number {
  const place = GRAVEST.indexOf(title);
  return place >= 0 ? place : GRAVEST.length + (COMMON.includes(title) ? 1 : 0);
}

/** Of fields of one sort, those of components that the most relations have to do with. */
function mostInfluential(toFill: readonly FieldToFill[], relations: readonly Relation[]): readonly FieldToFill[] {
  const degree = new Map<string, number>();
  for (const end of relations.flatMap(({ from, to }) => [from, to])) degree.set(end, (degree.get(end) ?? 0) + 1);
  const degreeOf = ({ component }: FieldToFill): number => degree.get(component) ?? 0;
  return toFill.toSorted((a, b) => byInfluence(a, b) || degreeOf(b) - degreeOf(a));
}

/** What is asked for one reason is one question. */
function ofFirstReasons(toFill: readonly FieldToFill[]): readonly FieldToFill[] {
  const questions = new Set([...new Set(toFill.map(questionOf))].slice(0, MOST_TO_FILL));
  return toFill.filter((one) => questions.has(questionOf(one)));
}

const questionOf = ({ field, why }: FieldToFill): string => `${field}\0${why}`;

type Sourced = { readonly provenance: { readonly certainty: Certainty } };

function byCertainty(items: readonly Sourced[]): CertaintyCounts {
  const counts: Record<Certainty, number> = { declared: 0, inferred: 0, assumed: 0 };
  for (const { provenance } of items) counts[provenance.certainty]++;
  return counts;
}

/** Lines of a section beyond which a reader is better served by `--json`. */
const MOST_LINES = 20;

/** The report as plain text without colours, for stderr. */
export function importReportLines(report: ImportReport): string[] {
  const { name, components, relations, exposed, merges, ignored, findings, toFill, warnings } = report;
  return [
    `Imported ${name}: ${counted(sum(components), 'component')}, ${counted(sum(relations), 'relation')}`,
    `  components  ${describeCounts(components)}`,
    `  relations   ${describeCounts(relations)}`,
    ...section(
      'Components per layer',
      report.layers
        .filter((row) => row.components > 0)
        .map(({ layer, components: count }) => `${layer} ${layerNames[layer]}: ${count}`),
    ),
    ...section(
      'Relations per kind',
      report.relationKinds.map(({ kind, relations: count }) => `${kind}: ${count}`),
    ),
    ...section('An attacker can touch', exposed),
    ...section('Assumed', report.assumptions),
    ...section('Merged', merges.map(mergeLine)),
    ...section(
      'Findings',
      findings.map(({ title, detail, where }) => `${title}: ${detail} (${where})`),
    ),
    ...section('Warnings', warnings.map(describeProblem)),
    ...section('Left out', ignoredLines(ignored)),
    ...section('Please decide first', questionLines(toFill)),
  ];
}

/** `web-app, mail and 3 more, kind: …`. */
function questionLines(toFill: readonly FieldToFill[]): string[] {
  return grouped(toFill, questionOf).map((all) => {
    const [{ field, why } = { field: '', why: '' }] = all;
    const components = all.map(({ component }) => component);
    return `${someOf(components, MOST_COMPONENTS_NAMED)}, ${field}: ${why}`;
  });
}

const MOST_COMPONENTS_NAMED = 5;
const MOST_FILES_NAMED = 4;

/** `github: a.json, b.json gh and 3 more, by package @modelcontextprotocol/server-github`. */
const mergeLine = ({ id, by, key, from }: Merge): string => {
  const parts = from.map((part) => (part.id === id ? part.file : `${part.file} ${part.id}`));
  const more = parts.length - MOST_FILES_NAMED;
  const named = more > 0 ? [...parts.slice(0, MOST_FILES_NAMED), `${more} more`] : parts;
  const files = `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  return `${id}: ${files}, by ${by === 'same_as' ? 'same_as' : `${by} ${key}`}`;
};

/** What is left out for one reason, in one line. */
function ignoredLines(ignored: Imported['ignored']): string[] {
  return grouped(ignored, ({ why }) => why).map((all) => {
    const [{ why } = { why: '' }] = all;
    return `${someOf(
      all.map(({ what, where }) => `${what} (${where})`),
      MOST_NAMED,
    )}: ${why}`;
  });
}

const MOST_NAMED = 3;

/** Items that have a key in common, in the order of their first. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known === undefined) groups.set(keyOf(item), [item]);
    else known.push(item);
  }
  return [...groups.values()];
}

function someOf(names: readonly string[], most: number): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_LINES;
  const rest = more > 1 ? [`and ${more} more: --json has them all`] : [];
  return [
    title,
    ...[...lines.slice(0, rest.length > 0 ? MOST_LINES : lines.length), ...rest].map((line) => `  ${line}`),
  ];
}

const sum = (counts: CertaintyCounts): number => certainties.reduce((total, one) => total + counts[one], 0);

const describeCounts = (counts: CertaintyCounts): string =>
  certainties.map((certainty) => `${counts[certainty]} ${certainty}`).join(', ');

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
