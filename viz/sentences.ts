import { wilson } from '../src/base/intervals.ts';
import { layerNames } from '../src/graph/kinds.ts';
import { controlOff } from '../src/measure/control-off.ts';
import { dangerousRelation } from '../src/measure/dangerous-relation.ts';
import type { ScenarioResult } from '../src/measure/results.ts';
import { variantNames } from '../src/measure/variant.ts';
import { effectiveWorlds } from './effective-worlds.ts';
import { layerRows } from './figures/layers-view.ts';
import { group, h, type Markup } from './markup.ts';
import {
  fixed,
  joined,
  meanText,
  percentInText,
  percentRange,
  rangeText,
  shortMeanText,
  thousands,
} from './numbers.ts';
import { entryNames, nameOf, type View } from './view.ts';

/** A name from the input inside a sentence: its own direction of writing does not disturb the rest. */
export const name = (text: string): Markup => h('bdi', {}, text);
const strongName = (text: string): Markup => h('b', {}, name(text));

export function names(list: readonly string[], last: 'and' | 'or' = 'and'): Markup {
  return group(list.map((text, i) => [i > 0 && (i === list.length - 1 ? ` ${last} ` : ', '), strongName(text)]));
}

/** A range that is not broken over two lines. */
const together = (text: string): Markup => h('span', { class: 'together' }, text);

/** The whole review in one sentence; the mean is the only red in it. */
export function headline(view: View): Markup {
  const { total } = view.scenario.blastRadius;
  const entry =
    view.scenario.entry[0] === 'random' && !view.positionOf.has('random')
      ? group(h('b', {}, 'a random component'))
      : names(entryNames(view));
  if (total.size === 0) return group(entry, ' stands alone: there is no other component to reach.');
  if (total.max === 0)
    return group(
      'An attack that starts at ',
      entry,
      ' reaches ',
      h('em', {}, 'none of ', thousands(total.size)),
      ` other ${components(total.size)}.`,
    );
  const isAll = total.mean >= total.size;
  const isBound = view.scenario.model === WORST_CASE;
  const some = isBound ? fixed(total.mean, 0) : shortMeanText(total);
  const when = isAll ? ' in every world' : ' on average';
  return group(
    'An attack that starts at ',
    entry,
    isBound ? ' can reach ' : ' reaches ',
    h('em', {}, isAll ? all(total.size) : `${some} of ${thousands(total.size)}`),
    ` other ${components(total.size)}${isBound ? '' : when}.`,
  );
}

/** A model without worlds and chances: whatever can be reached is. */
export const WORST_CASE = 'worst-case';

const components = (count: number): string => (count === 1 ? 'component' : 'components');
const all = (size: number): string => (size === 1 ? 'the 1' : `all ${thousands(size)}`);

/** A line of the overview: what is asked, the answer, and what follows from it with its interval. */
export type Finding = { readonly key: string; readonly answer: Markup; readonly detail: Markup };

export const findings = (view: View): Finding[] =>
  [worstEntry(view), worstRelation(view), whatLayersShow(view), strongestControl(view)].filter(
    (finding) => finding !== null,
  );

/** Scenarios that differ from this one in the entry only. */
export function entryPeers({ results, scenario }: View): ScenarioResult[] {
  const withoutEntry = ({ id }: ScenarioResult): string => id.split('/').toSpliced(1, 1).join('/');
  return results.scenarios.filter((other) => withoutEntry(other) === withoutEntry(scenario));
}

const MOST_TIED = 3;

function worstEntry(view: View): Finding | null {
  const { total } = view.scenario.blastRadius;
  const ranked = entryPeers(view).toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean);
  const [worst] = ranked;
  if (worst === undefined || ranked.length < 2) {
    const { entryLikelihood, entry } = view.scenario;
    const exposed =
      entryLikelihood === null
        ? 'not exposed: given that it was compromised another way'
        : `an attacker takes it with probability ${fixed(entryLikelihood, 2)}`;
    if (total.size === 0 || entry.length === 0) return null;
    return { key: 'Entry point', answer: names(entryNames(view)), detail: group(exposed) };
  }
  const top = worst.blastRadius.total;
  if (top.max === 0) return null;
  const tied = ranked.filter(({ blastRadius }) => blastRadius.total.ci95[1] >= top.ci95[0]);
  const others = ranked.slice(tied.length);
  const shown = tied.slice(0, MOST_TIED).map((scenario) => entryNames(view, scenario).join(' + '));
  const more = tied.length - shown.length;
  const next = others[0];
  return {
    key: tied.length > 1 ? 'Worst entry points' : 'Worst entry point',
    answer: group(names(shown, 'or'), more > 0 && ` or ${more} more`),
    detail: group(
      `${meanText(top)} reached (`,
      together(rangeText(top.ci95)),
      ')',
      tied.length > 1 && ', too close to tell apart',
      next && [`, against ${meanText(next.blastRadius.total)} from `, name(entryNames(view, next).join(' + '))],
    ),
  };
}

/** The same as the summary of the command line names. */
function worstRelation(view: View): Finding | null {
  // At worst every relation carries.
  if (view.scenario.model === WORST_CASE) return null;
  const found = dangerousRelation(view.scenario.id, view.details);
  const relation = view.details.relations[found?.arc.relation ?? -1];
  if (found === undefined || relation === undefined) return null;
  const { arc, arcs, infections } = found;
  const others = arcs.some(({ threat }) => threat !== arc.threat) ? ' and others' : '';
  const against = arc.direction === 'against' ? ', back along it' : '';
  const alike = new Set(arcs.map(({ threat, direction }) => `${direction} ${threat}`));
  const areCopies = alike.size < arcs.length || arcs.some(({ copies = 1 }) => copies > 1);
  return {
    key: 'Most dangerous relation',
    answer: group(strongName(nameOf(view, relation.from)), ` ${relation.kind} `, strongName(nameOf(view, relation.to))),
    detail: group(
      `carried ${arc.threat}${others}${against}`,
      ...(areCopies
        ? [`, ${fixed(infections, 1)} infections per world, over all copies`]
        : [` in ${percentInText(infections)} of worlds`, carriedInterval(view, arc.to, Math.min(1, infections))]),
    ),
  };
}

/** As sure as the reach of whom it leads to; an exact share has no interval. */
function carriedInterval(view: View, to: string, share: number): Markup | null {
  const at = view.positionOf.get(to) ?? -1;
  const ci95 = view.reachCi95[at] ?? null;
  const { family, worlds } = view.scenario;
  if (family === 'exact') return null;
  const trials = ci95 === null ? worlds : effectiveWorlds(view.reach[at] ?? 0, ci95, worlds);
  return group(' (', together(percentRange(wilson(share, trials))), ')');
}

function whatLayersShow(view: View): Finding | null {
  const { total } = view.scenario.blastRadius;
  const rows = layerRows(view).filter(({ radius }) => radius.size > 0);
  const ranked = rows.toSorted((a, b) => (b.radius.fraction ?? 0) - (a.radius.fraction ?? 0));
  const [most] = ranked;
  if (most === undefined) return null;
  if (total.max === 0) return { key: 'Why', answer: group(whyNothing(view)), detail: group(boundText(view)) };
  const least = ranked.at(-1);
  const spared = rows.filter(({ radius }) => radius.max === 0).map(({ layer }) => `L${layer}`);
  const dead =
    total.untouched > 0 && total.outbreakMean !== null
      ? `${percentInText(total.untouched)} of worlds reach nothing; outbreaks average ${fixed(total.outbreakMean, 1)}`
      : `${percentInText(total.touched)} of worlds reach something`;
  return {
    key: 'Hardest hit layer',
    answer: group(
      h('b', {}, `L${most.layer} ${layerNames[most.layer]}`),
      `, ${meanText(most.radius)} of ${most.radius.size}`,
    ),
    detail: group(
      spared.length > 0
        ? `${joined(spared)} never reached. `
        : least && (least.radius.fraction ?? 0) < (most.radius.fraction ?? 0)
          ? `Least: L${least.layer}, ${meanText(least.radius)} of ${least.radius.size}. `
          : null,
      view.scenario.model !== WORST_CASE && `${dead}.`,
    ),
  };
}

/** Of the controls that the suite switches off one by one, the one without which most would be reached. */
function strongestControl(view: View): Finding | null {
  const rows = (view.details.pairs ?? []).flatMap((pair) => {
    const control = pair.baseline === view.scenario.id ? controlOff(pair.variant) : null;
    return control === null ? [] : [{ control, pair }];
  });
  const [top] = rows.toSorted((a, b) => b.pair.total.mean - a.pair.total.mean);
  if (top === undefined) return null;
  const { mean, ci95 } = top.pair.total;
  if (ci95[0] <= 0)
    return { key: 'Controls', answer: group('No control was seen to hold anything back'), detail: group() };
  return {
    key: 'Control that holds most',
    answer: strongName(nameOf(view, top.control)),
    detail: group(
      `without it ${meanText({ mean: view.scenario.blastRadius.total.mean + mean, ci95 })} reached, +${meanText({ mean, ci95 })} in the same worlds (`,
      together(rangeText(ci95)),
      ')',
    ),
  };
}

/** Why a spread went nowhere, as far as the result can tell. */
function whyNothing(view: View): string {
  const arcs = view.kept?.arcs ?? [];
  const starts = new Set(view.scenario.entry);
  if (view.scenario.arcs === 0 || (view.kept !== null && arcs.length === 0))
    return 'No relation carries any of these threats';
  if (view.kept !== null && !arcs.some(({ from }) => starts.has(from)))
    return 'No relation leads out of the entry point';
  if (arcs.some(({ from, probability }) => starts.has(from) && probability > 0))
    return 'Nothing got through in any world';
  return 'Every way out of the entry point has probability 0';
}

/** What zero hits in so many worlds still leave possible. */
function boundText({ scenario }: View): string {
  const [, high] = scenario.blastRadius.total.touchedCi95;
  const bound = high > 0 && high < 1 ? `; with 95 % confidence fewer than 1 in ${thousands(Math.floor(1 / high))}` : '';
  return `0 of ${thousands(scenario.worlds)} worlds${bound}`;
}

/** Chance and not knowing, apart: "simulation ± 0.12, not knowing 2.1 to 4.4". */
export function doubtText({ scenario }: View): string {
  const { ci95, belief95 } = scenario.blastRadius.total;
  const simulation = `simulation ± ${fixed((ci95[1] - ci95[0]) / 2, 2)}`;
  return belief95 === null
    ? simulation
    : `${simulation}, not knowing ${fixed(belief95[0], 2)} to ${fixed(belief95[1], 2)}`;
}

/** How sure the headline is: chance apart from not knowing, as a sentence under it. */
export function doubtSentence({ scenario }: View): string | null {
  const { ci95, belief95, size, max } = scenario.blastRadius.total;
  if (size === 0 || max === 0 || ci95[0] === ci95[1]) return null;
  const simulated = `Simulation error: ${rangeText(ci95)}`;
  return belief95 === null
    ? `${simulated} (95\u00a0%).`
    : `${simulated}. Not knowing the probabilities: ${rangeText(belief95)} (95\u00a0% each).`;
}

/** What tells this scenario from the others of the run, in few words. */
export function scenarioLabel(view: View, scenario: ScenarioResult): string {
  const variant = variantNames(view.results.scenarios.map(({ id }) => id))(scenario.id);
  return [entryNames(view, scenario).join(' + '), variant].filter((part) => part !== '').join(' · ');
}
