import { didYouMean } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import type { ThresholdRule } from '../compile/suite.ts';
import { type ComponentId, decodeId, encodeId } from '../graph/ids.ts';
import { type Layer, layers } from '../graph/kinds.ts';

/** `[total | layer N | component ID] MEASURE <|<=|>|>= NUMBER [in SCENARIO-GLOB]`, read. */
export type Threshold = {
  /** As written. */
  readonly rule: string;
  readonly level: 'error' | 'warn';
  readonly at: Place;
  readonly scope: ThresholdScope;
  readonly comparison: Comparison;
  readonly bound: number;
  /** Scenario ids with `*` for any text, slashes included, and `?` for one character; null: every scenario. */
  readonly glob: string | null;
};

export type ThresholdScope =
  | { readonly form: 'total'; readonly measure: RadiusMeasure }
  | { readonly form: 'layer'; readonly layer: Layer; readonly measure: RadiusMeasure }
  | { readonly form: 'component'; readonly id: ComponentId; readonly measure: 'reach' };

export type RadiusMeasure = (typeof radiusMeasures)[number];
export const radiusMeasures = [
  'mean',
  'fraction',
  'p50',
  'p95',
  'cvar95',
  'max',
  'touched',
  'impact',
  'disabled',
  'disclosed',
] as const;

export type Comparison = (typeof comparisons)[number];
const comparisons = ['<=', '<', '>=', '>'] as const;

/** Measures between 0 and 1: a bound of 30 was meant as 30 %. */
const shares: readonly string[] = ['fraction', 'touched', 'reach'];

export type ParsedThresholds = { readonly thresholds: readonly Threshold[]; readonly problems: readonly Problem[] };

/** Reads rules, with one problem for each that cannot be read. `components` are the ids that a rule may name. */
export function parseThresholds(rules: readonly ThresholdRule[], components: Iterable<string>): ParsedThresholds {
  const known = new Set(components);
  const thresholds: Threshold[] = [];
  const problems: Problem[] = [];
  for (const rule of rules) {
    const parsed = parseRule(rule, known);
    if ('expected' in parsed) problems.push({ at: rule.at, ...parsed });
    else thresholds.push(parsed);
  }
  return { thresholds, problems };
}

type Complaint = Omit<Problem, 'at'>;

const EXAMPLE = 'Write for example "layer 2 fraction < 0.30" or "component planner reach <= 0.1".';
const complain = (expected: string, found: string | undefined, fix: string): Complaint => ({
  expected,
  found: found === undefined || found === '' ? 'the end of the rule' : `"${found}"`,
  fix,
});

function parseRule({ rule, level, at }: ThresholdRule, known: ReadonlySet<string>): Threshold | Complaint {
  const subject = parseSubject(rule.trim(), known);
  if ('expected' in subject) return subject;
  const { measure, rest } = splitMeasure(subject.rest);
  const scope = scopeOf(subject, measure);
  if ('expected' in scope) return scope;
  const comparison = comparisons.find((sign) => rest.startsWith(sign));
  if (comparison === undefined) return complain('<, <=, > or >=', firstWord(rest), EXAMPLE);
  const [number, inWord, glob, ...more] = words(rest.slice(comparison.length));
  const bound =
    number !== undefined && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(number) ? Number(number) : Number.NaN;
  if (!Number.isFinite(bound)) return complain('a number to compare with', number, EXAMPLE);
  if (shares.includes(measure) && !(bound >= 0 && bound <= 1)) {
    return complain(`a number between 0 and 1, since ${measure} is a share`, number, 'Write 0.3 for 30 %.');
  }
  if (inWord !== undefined && inWord !== 'in') return complain('"in SCENARIO" or the end of the rule', inWord, EXAMPLE);
  if (inWord === 'in' && glob === undefined) {
    return complain('a scenario id, with * for any text', glob, 'Write for example "in agentic/browser/*".');
  }
  if (more.length > 0) return complain('the end of the rule', more[0], 'Inside an id, write a blank as %20.');
  return { rule, level, at, scope, comparison, bound, glob: glob ?? null };
}

/** What the rule is about, and the text behind it. */
type Subject = (
  | { readonly form: 'total' }
  | { readonly form: 'layer'; readonly layer: Layer }
  | { readonly form: 'component'; readonly id: ComponentId }
) & { readonly rest: string };

function parseSubject(text: string, known: ReadonlySet<string>): Subject | Complaint {
  const [first, second] = words(text);
  if (first === 'total') return { form: 'total', rest: after(text, 1) };
  if (first === 'layer') {
    const layer = layers.find((candidate) => String(candidate) === second);
    if (layer === undefined) return complain('a layer from 1 to 7', second, EXAMPLE);
    return { form: 'layer', layer, rest: after(text, 2) };
  }
  if (first === 'component') {
    const id = second === undefined ? undefined : decodeId(second);
    if (id === undefined || !known.has(id)) return unknownComponent(second, known);
    return { form: 'component', id: id as ComponentId, rest: after(text, 2) };
  }
  return { form: 'total', rest: text };
}

function unknownComponent(written: string | undefined, known: ReadonlySet<string>): Complaint {
  const nearest = written === undefined ? undefined : didYouMean(written, [...known].map(encodeId));
  const fix =
    nearest === undefined ? 'Name a component of the file; a blank in its id is %20.' : `Did you mean "${nearest}"?`;
  return complain('the id of a component', written, fix);
}

/** "fraction<0.3" is as good as "fraction < 0.3". */
function splitMeasure(text: string): { readonly measure: string; readonly rest: string } {
  const measure = /^[^\s<>=]*/.exec(text)?.[0] ?? '';
  return { measure, rest: text.slice(measure.length).trimStart() };
}

function scopeOf(subject: Subject, measure: string): ThresholdScope | Complaint {
  if (subject.form === 'component') {
    if (measure !== 'reach') return complain('reach, the only measure of a component', measure, EXAMPLE);
    return { form: 'component', id: subject.id, measure };
  }
  if (measure === 'reach') {
    return complain('"component ID" before reach', measure, 'Write for example "component planner reach <= 0.1".');
  }
  const known = radiusMeasures.find((candidate) => candidate === measure);
  if (known === undefined) return unknownMeasure(measure);
  if (subject.form === 'layer') return { form: 'layer', layer: subject.layer, measure: known };
  return { form: 'total', measure: known };
}

function unknownMeasure(found: string): Complaint {
  const nearest = didYouMean(found, [...radiusMeasures, 'reach', 'total', 'layer', 'component']);
  const fix = nearest === undefined ? EXAMPLE : `Did you mean "${nearest}"?`;
  return complain(`one of ${radiusMeasures.join(', ')}, or component ID reach`, found, fix);
}

const words = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
const firstWord = (text: string): string | undefined => words(text)[0];
const after = (text: string, count: number): string => text.replace(new RegExp(`^(\\S+\\s*){${count}}`), '');
