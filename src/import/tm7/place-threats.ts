import { describePlace } from '../../base/errors.ts';
import type { Element, Flow, ListedThreat } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import type { Listed } from './listed-threat.ts';
import type { PartIndex } from './part-index.ts';
import type { Model } from './read-model.ts';

type Drawn = { readonly index: PartIndex; readonly elements: readonly Element[]; readonly flows: readonly Flow[] };

/** Listed threats on the flows that they name, or on an end where the flow is not there. */
export function placeThreats(model: Model, { index, elements, flows }: Drawn, drafts: Drafts): readonly ListedThreat[] {
  const names = new Map([...elements, ...flows].map(({ key, name }) => [key, name]));
  const surfaces = new Map(model.surfaces.map((surface) => [surface.guid, surface]));
  const placed: ListedThreat[] = [];
  const lost: Listed[] = [];
  for (const threat of model.threats) {
    const keyOf = (guid: string): string | undefined => {
      const key = index.find(surfaces.get(threat.surface), guid)?.key;
      return key !== undefined && names.has(key) ? key : undefined;
    };
    const [flow, source, target] = [keyOf(threat.flow), keyOf(threat.source), keyOf(threat.target)];
    const on = flow ?? target ?? source;
    if (on === undefined) {
      lost.push(threat);
      continue;
    }
    const { category, status, severity, at } = threat;
    const title = filledIn(threat.title, { flow, source, target }, names);
    placed.push({ title, category, on, status, severity, spot: { at, pointer: `threat ${placed.length}` } });
  }
  noteLost(lost, drafts);
  noteUntouched(model.threats, drafts);
  return placed;
}

/** Some templates leave `{source.Name}` in the titles, and the tool shows the name. */
const filledIn = (
  title: string,
  ends: Readonly<Record<string, string | undefined>>,
  names: ReadonlyMap<string, string>,
): string =>
  title.replace(/\{(source|target|flow)\.name\}/giu, (whole: string, end: string) => {
    const key = ends[end.toLowerCase()];
    return (key === undefined ? undefined : names.get(key)) || whole;
  });

function noteLost(lost: readonly Listed[], drafts: Drafts): void {
  const [first] = lost;
  if (first === undefined) return;
  const what = lost.length === 1 ? 'listed threat' : `${lost.length} listed threats`;
  drafts.ignored.push({ what, where: describePlace(first.at), why: 'the flow that they name is not drawn' });
}

/** A template makes some ten threats per flow, of which nobody has said yet whether they hold. */
function noteUntouched(threats: readonly Listed[], drafts: Drafts): void {
  const untouched = threats.filter(({ isUntouched }) => isUntouched);
  const [first] = untouched;
  if (first === undefined) return;
  drafts.warnings.push({
    at: first.at,
    expected: 'threats that somebody judged',
    found: `${untouched.length} of ${threats.length} as the tool made them (Not Started)`,
    fix: 'Until somebody says Mitigated or Not Applicable of them in the tool, they weigh no more than low ones.',
  });
}
