import type { ThreatGroup } from '../analyse/threat-groups.ts';
import { placeText } from '../analyse/threat-markdown.ts';
import { printable } from '../base/printable.ts';
import { chance } from './numbers.ts';
import type { Terminal } from './terminal.ts';
import { wrapped } from './wrapped.ts';

const MOST_TOLD = 3;
const INDENT = '     ';

/** What to look at first: why the worst apply, how they go on, and what the catalogue names against them. */
export function worstThreats(groups: readonly ThreatGroup[], terminal: Terminal): string[] {
  const told = worstOf(groups).map((group) => tell(group, terminal));
  return told.length === 0 ? [] : [[terminal.paint.bold('Worst first'), ...told].join('\n')];
}

/** One for each scenario: threats that share theirs share what follows. */
function worstOf(groups: readonly ThreatGroup[]): ThreatGroup[] {
  const first = new Map<string, ThreatGroup>();
  for (const group of groups) {
    const { scenario, risk = null } = group[0].consequence ?? {};
    if (scenario !== undefined && risk !== null && risk > 0 && !first.has(scenario)) first.set(scenario, group);
  }
  return [...first.values()].slice(0, MOST_TOLD);
}

function tell([row]: ThreatGroup, terminal: Terminal): string {
  const { threat, name, component, because, source, mitigations, consequence } = row;
  const lines = [
    `${because} (${placeText(source)})`,
    ...wayOn(consequence?.path ?? [], terminal),
    ...(mitigations.length === 0 ? [] : [`Against it: ${mitigations.join('; ')}`]),
  ];
  return [
    `  ${consequence?.rank ?? ''}  ${printable(`${threat} ${name} at ${component.id}`)}`,
    ...lines.flatMap((line) =>
      wrapped(printable(line), terminal.columns - INDENT.length).map((part) => terminal.paint.dim(`${INDENT}${part}`)),
    ),
  ].join('\n');
}

function wayOn(path: NonNullable<ThreatGroup[0]['consequence']>['path'], { unicode }: Terminal): string[] {
  const [first] = path;
  if (first === undefined) return [];
  const arrow = unicode ? ' → ' : ' -> ';
  const steps = path.map((step) => `${arrow}${step.to} by ${step.class} (${chance(step.passes)})`);
  return [`Goes on: ${first.from}${steps.join('')}`];
}
