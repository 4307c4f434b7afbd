import { agenticClasses, strideClasses, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

const groups = { agentic: agenticClasses, stride: strideClasses, all: threatClasses } as const;

/** `--threats`: classes joined by commas, or a whole family by its name. */
export function parseThreats(text: string): readonly ThreatClass[] {
  const named = text.split(',').flatMap((part) => classesNamed(part.trim()));
  return threatClasses.filter((threat) => named.includes(threat));
}

function classesNamed(word: string): readonly ThreatClass[] {
  if (Object.hasOwn(groups, word)) return groups[word as keyof typeof groups];
  const threat = threatClasses.find((known) => known === word);
  if (threat !== undefined) return [threat];
  throw usageError(
    'a threat class after --threats',
    quoted(word),
    suggestion(word, [...threatClasses, ...Object.keys(groups)]),
  );
}
