import type { z } from 'zod';
import { didYouMeanSentence } from '../base/did-you-mean.ts';
import { quoted } from '../base/quoted.ts';
import type { FileKind } from './file-kind.ts';

/** The next step for a value that the schema does not take: a whole sentence. */
export function fixFor(kind: FileKind, issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.path.length === 0) return kind.beginning;
  if (kind.version !== null && issue.path.length === 1 && issue.path[0] === 'version')
    return `This release reads version ${kind.version}: write "version: ${kind.version}".`;
  const wanted = issue.code === 'invalid_type' ? issue.expected : undefined;
  const words = wordsOf(issue);
  const typed = typeof value === 'string' ? fixForText(kind, value, wanted, issue, words) : undefined;
  if (typed !== undefined) return typed;
  if (value === null) return 'Write a value after the colon, or remove the key.';
  if (wanted === 'string' && typeof value !== 'object') return `Put it in quotes: "${String(value)}".`;
  if (wanted === 'array' && typeof value !== 'object') return `Write a list: [${String(value)}].`;
  if (typeof value === 'number' && value > 1 && value <= 100 && /from 0 to 1(?![\d,])/.test(issue.message)) {
    return `Write ${percent(value)} if this is meant as ${value} %.`;
  }
  if (issue.code === 'custom' && typeof issue.params?.['fix'] === 'string') return issue.params['fix'];
  return 'Correct the value, or remove the key if it may be left out.';
}

function fixForText(
  { loneWords }: FileKind,
  value: string,
  wanted: string | undefined,
  issue: z.core.$ZodIssue,
  words: readonly string[],
): string | undefined {
  const wantsNumber =
    wanted === 'number' || wanted === 'int' || (issue.code === 'invalid_union' && /number/.test(issue.message));
  if (wanted === 'boolean') return fixForTruth(value);
  if (wantsNumber && /^[\d.]+\s*%$/.test(value))
    return `Write ${percent(Number.parseFloat(value))}: probabilities go from 0 to 1.`;
  if (wantsNumber && value.trim() !== '' && Number.isFinite(Number(value)))
    return `Remove the quotes: ${value.trim()}.`;
  if (wantsNumber && /^\d+,\d+$/.test(value)) return `Write ${value.replace(',', '.')}, with a point.`;
  const nearest = didYouMeanSentence(value, words).trimStart();
  if (nearest !== '') return nearest;
  if (issue.code === 'invalid_value' && loneWords.includes(value)) {
    return `This word stands alone: write "${value}" without the list.`;
  }
  const wantsList = wanted === 'array' || issue.code === 'invalid_union';
  return wantsList && /\blist of\b/.test(issue.message) ? `Write a list: [${value}].` : undefined;
}

/** The words that may stand there, those of the branches of a union included. */
function wordsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_union')
    return issue.errors.flatMap((branch) => branch.filter(({ path }) => path.length === 0).flatMap(wordsOf));
  return issue.code === 'invalid_value' ? issue.values.map(String) : [];
}

/** 30 -> 0.3, without the last digits of binary fractions. */
const percent = (value: number): number => Number((value / 100).toPrecision(12));

function fixForTruth(value: string): string {
  const meant = /^(yes|y|on|true)$/i.test(value) ? 'true' : /^(no|n|off|false)$/i.test(value) ? 'false' : undefined;
  return meant === undefined
    ? 'Write true or false.'
    : `Write ${meant}, without quotes: yes, no, on and off are plain texts in YAML 1.2.`;
}

/** What stands there, for "found". */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return describeList(value);
  if (typeof value !== 'object') return String(value);
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty map' : `a map with ${quoted(keys.slice(0, 5).join(', '))}`;
}

function describeList(list: readonly unknown[]): string {
  if (list.length === 0) return 'an empty list';
  const isShort = list.length <= 5 && list.every((item) => typeof item !== 'object');
  return isShort ? quoted(`[${list.join(', ')}]`).slice(1, -1) : `a list of ${list.length}`;
}
