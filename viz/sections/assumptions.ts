import type { Certainty } from '../../src/graph/kinds.ts';
import type { Basis } from '../../src/measure/results.ts';
import { dataTable } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { joined, plural, thousands } from '../numbers.ts';
import { name } from '../sentences.ts';
import { nameOf, type View } from '../view.ts';
import type { Section } from './section.ts';

export const assumptionsSection: Section = {
  id: 'assumptions',
  link: 'Assumptions',
  title: 'What this rests on',
  lede: ({ details: { components, relations } }) =>
    `${plural(components.length, 'component')}: ${counted(components)}. ${relations.length > 0 ? `${plural(relations.length, 'relation')}: ${counted(relations)}.` : ''}`,
  body: (view) => {
    const { assumptions, warnings } = view.results;
    const guesses = guessed(view);
    const evidence = evidenceLines(view.results.evidence ?? []);
    if (assumptions.length + warnings.length + guesses.length + evidence.length === 0) return null;
    return group(
      warnings.length > 0 && [h('h3', {}, 'Warnings'), longList(warnings, 'warnings')],
      assumptions.length > 0 && [h('h3', {}, 'Assumptions'), longList(assumptions, 'assumed')],
      evidence.length > 0 && [h('h3', {}, 'Evidence'), list(evidence, 'evidence')],
      guesses.length > 0 && [
        h('h3', {}, 'Not declared in the source'),
        dataTable({
          caption: 'Components and relations that were inferred or assumed',
          columns: [{ title: 'what' }, { title: 'certainty' }, { title: 'why' }, { title: 'source' }],
          rows: guesses,
        }),
      ],
    );
  },
};

/** A suite of hundreds of scenarios may say the same of each. */
const MOST_OPEN = 8;

function longList(texts: readonly string[], className: string): Markup {
  const rest = texts.slice(MOST_OPEN);
  if (rest.length === 0) return list(texts, className);
  return group(
    list(texts.slice(0, MOST_OPEN), className),
    h('details', {}, h('summary', {}, `and ${thousands(rest.length)} more`), list(rest, className)),
  );
}

const list = (texts: readonly string[], className: string): Markup =>
  h(
    'ul',
    { class: className },
    texts.map((text) => h('li', {}, name(text))),
  );

/** What was measured, by whom, and what is judgement, which is named. */
function evidenceLines(evidence: NonNullable<View['results']['evidence']>): string[] {
  if (evidence.length === 0) return [];
  const of = (basis: Basis): string[] => [
    ...new Set(evidence.filter((row) => row.basis === basis).map(({ channel }) => channel)),
  ];
  const arcs = (basis: Basis): number =>
    evidence.filter((row) => row.basis === basis).reduce((sum, row) => sum + row.arcs, 0);
  const said = (basis: Basis): string =>
    `${plural(of(basis).length, 'channel')} (${plural(arcs(basis), 'arc')}) on ${words[basis]}`;
  const judged = of('judgement');
  const used = (['yours', 'literature', 'judgement'] as const).filter((basis) => of(basis).length > 0);
  return [
    `Probabilities of ${joined(used.map(said))}.`,
    ...(judged.length === 0 ? [] : [`Judgement, which nobody measured: ${judged.join(', ')}.`]),
  ];
}

const words: Readonly<Record<Basis, string>> = {
  yours: 'your own numbers',
  literature: 'published measurements, tied to their models and samples',
  judgement: 'judgement',
};

function counted(parts: readonly { readonly certainty: Certainty }[]): string {
  const counts = (['declared', 'inferred', 'assumed'] as const).map((certainty) => ({
    certainty,
    count: parts.filter((part) => part.certainty === certainty).length,
  }));
  return joined(counts.filter(({ count }) => count > 0).map(({ certainty, count }) => `${count} ${certainty}`));
}

function guessed(view: View): { text: Markup | string }[][] {
  const row = (
    what: Markup,
    part: { certainty: Certainty; rule: string | null; source: string },
  ): { text: Markup | string }[] => [
    { text: what },
    { text: part.certainty },
    { text: part.rule ?? '–' },
    { text: name(part.source) },
  ];
  const { components, relations } = view.details;
  return [
    ...components
      .filter(({ certainty }) => certainty !== 'declared')
      .map((component) => row(group(name(component.name), `, ${component.kind}`), component)),
    ...relations
      .filter(({ certainty }) => certainty !== 'declared')
      .map((relation) =>
        row(group(name(nameOf(view, relation.from)), ` ${relation.kind} `, name(nameOf(view, relation.to))), relation),
      ),
  ];
}
