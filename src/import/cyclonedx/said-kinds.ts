import type { ComponentKind } from '../../graph/kinds.ts';
import type { Attributes } from '../diagram/diagram.ts';
import type { Part } from './part.ts';
import { isAgentFramework } from './roles.ts';

/** Types of components that are kinds of ours: no name of theirs makes them anything else. */
const KINDS: Readonly<Record<string, ComponentKind>> = {
  'machine-learning-model': 'model',
  framework: 'framework',
  container: 'container',
  platform: 'host',
  'operating-system': 'host',
  device: 'host',
};

/** The kind that the type of a part is; undefined for those that say less, such as applications, data and services. */
const saidKind = (part: Part): ComponentKind | undefined => (isAgentFramework(part) ? 'framework' : KINDS[part.type]);

/** The same as attributes of an element. */
export function saidAttributes(part: Part): Attributes | undefined {
  const kind = saidKind(part);
  if (kind === undefined) return undefined;
  const name = part.name
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
  return new Map([['kind', kind], ...(name === '' ? [] : [['name', name] as const])]);
}

const LONGEST_NAME = 200;

/** Who needs a framework runs on it; the table of flows knows no such relation between software. */
export const runsOnFramework = (to: Part): Attributes | undefined =>
  saidKind(to) === 'framework'
    ? new Map([
        ['kind', 'runs-on'],
        ['certainty', 'inferred'],
        ['rule', 'what depends on a framework runs on it'],
      ])
    : undefined;
