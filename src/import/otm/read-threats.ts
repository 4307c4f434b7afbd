import type { ListedThreat, Severity } from '../diagram/diagram.ts';
import { find, type Located, type LocatedMap, listOf, numberOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idOf } from './id-of.ts';
import { textsIn } from './read-components.ts';
import { type Listed, listedIn, type Reading, warn } from './reading.ts';
import { isImplemented, statusOf } from './threat-status.ts';

/** The threats of components and flows. @param owners - by the keys that the diagram has for them */
export function readThreats(root: Located, owners: readonly Listed[], reading: Reading): readonly ListedThreat[] {
  const known = listedIn(root, 'threats', reading);
  const reductions = riskReductions(root, reading);
  const used = new Set<string>();
  const threats = owners.flatMap(({ id: on, map }) =>
    listOf(find(map, 'threats')).flatMap((instance): ListedThreat[] => {
      const id = idOf(find(instance, 'threat'));
      const threat = known.get(id ?? '')?.map;
      if (instance.form !== 'map' || id === undefined || threat === undefined) {
        const found = id === undefined ? 'none' : shownName(id);
        const fix = 'Describe it in the list threats; until then it is left out.';
        warn(reading, instance.at, { expected: 'the id of a threat of the model', found, fix });
        return [];
      }
      used.add(id);
      return [
        {
          title: textOf(find(threat, 'name')) ?? id,
          category: textsIn(threat, 'categories').join(', '),
          on,
          status: statusOf(instance, reading),
          severity: severityOf(threat, instance, reductions),
          spot: instance,
        },
      ];
    }),
  );
  noteUnused(known, used, reading);
  return threats;
}

/** Share of the risk that a mitigation takes away once it is there, by id. */
function riskReductions(root: Located, reading: Reading): ReadonlyMap<string, number> {
  const mitigations = listedIn(root, 'mitigations', reading);
  return new Map(
    [...mitigations.values()].map(({ id, map }) => [id, percent(numberOf(find(map, 'riskReduction')) ?? 0) / 100]),
  );
}

const percent = (value: number): number => Math.min(100, Math.max(0, value));

const LEAST: readonly (readonly [risk: number, severity: Severity])[] = [
  [0.75, 'critical'],
  [0.5, 'high'],
  [0.25, 'medium'],
];

/** Likelihood times impact, both from 0 to 100, less what mitigations that are implemented take away. */
function severityOf(
  threat: LocatedMap,
  instance: LocatedMap,
  reductions: ReadonlyMap<string, number>,
): Severity | undefined {
  const impact = numberOf(find(threat, 'risk', 'impact'));
  if (impact === undefined) return undefined;
  const likelihood = numberOf(find(threat, 'risk', 'likelihood')) ?? 100;
  const left = listOf(find(instance, 'mitigations'))
    .filter(isImplemented)
    .reduce((share, one) => share * (1 - (reductions.get(idOf(find(one, 'mitigation')) ?? '') ?? 0)), 1);
  const risk = (percent(likelihood) / 100) * (percent(impact) / 100) * left;
  return LEAST.find(([least]) => risk >= least)?.[1] ?? 'low';
}

function noteUnused(known: ReadonlyMap<string, Listed>, used: ReadonlySet<string>, { drafts }: Reading): void {
  const [first, ...more] = [...known.values()].filter(({ id }) => !used.has(id));
  if (first === undefined) return;
  const what = more.length === 0 ? 'a threat' : `${more.length + 1} threats`;
  drafts.ignored.push({ what, where: first.map.pointer, why: 'no component and no flow says that it has it' });
}
