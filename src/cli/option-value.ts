import { decimalOf } from '../base/decimal.ts';
import { decodeId } from '../graph/ids.ts';
import type { SameAs } from '../import/merge/same-as.ts';
import { COMMAND_LINE, usageError } from './usage.ts';

/** What may follow an option, parsed where it is typed: a value that is not one is a usage error that says what would be. */
type Parse<T> = (text: string) => T;

export const wholeNumber = (option: string, least: number, most: number, example: number): Parse<number> => {
  return (text) => {
    const value = /^[+-]?\d+(_?\d+)*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw usageError(
      `a whole number from ${least} to ${most} after ${option}`,
      quoted(text),
      `For example: ${option} ${example}.`,
    );
  };
};

/** A number in (0, 1] or, with `zero`, in [0, 1]. */
export const share = (option: string, example: number, zero: 'zero' | 'above zero'): Parse<number> => {
  return (text) => {
    const value = decimalOf(text);
    if (value <= 1 && (zero === 'zero' ? value >= 0 : value > 0)) return value;
    const range = zero === 'zero' ? 'a number from 0 to 1' : 'a number above 0 and at most 1';
    throw usageError(`${range} after ${option}`, quoted(text), `For example: ${option} ${example}.`);
  };
};

/** `ID=ID`, repeatable: components that are the same; ids are encoded as in other options. */
export const sameThings = (text: string, before: readonly SameAs[] = []): readonly SameAs[] => {
  const ids = text.split('=').map(decodeId);
  if (ids.length > 1 && ids.every((id) => id !== undefined && id !== '')) {
    return [...before, { ids: ids as string[], at: { file: COMMAND_LINE } }];
  }
  const fix = 'For example: --same-as planner=crew.planner (an = within an id is written %3D).';
  throw usageError('ids joined by = after --same-as', quoted(text), fix);
};

export const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
