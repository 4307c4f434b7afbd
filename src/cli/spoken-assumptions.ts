import type { Results } from '../measure/results.ts';
import { spokenAssumption } from './raw-remarks.ts';

/**
 * What decides the numbers of all scenarios, in a few words, so that nobody takes them for those of the file as it stands.
 * What only some have stands in their names.
 */
export const spokenAssumptions = ({ assumptions, scenarios }: Pick<Results, 'assumptions' | 'scenarios'>): string[] =>
  assumptions.flatMap((assumption) => {
    const isNamed = (part: string): boolean => scenarios.some(({ id }) => id.includes(`/${part}=`));
    const maturity = /^Under maturity (\w+)/u.exec(assumption)?.[1];
    if (maturity !== undefined) return isNamed('maturity') ? [] : [`maturity ${maturity} and better only`];
    if (assumption.startsWith('The attacker is tuned')) return isNamed('attacker') ? [] : ['attacker tuned'];
    return spokenAssumption(assumption) ?? [];
  });
