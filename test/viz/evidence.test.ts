import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { renderPage } from '../../viz/page.ts';
import { viewOf } from '../../viz/view.ts';
import { outcomeOf, supportDesk } from './fixture.ts';

const { results, details } = outcomeOf({ worlds: 60, ...supportDesk });
const evidence: NonNullable<Results['evidence']> = [
  { channel: 'intent-manipulation/messages/along/content/agents', basis: 'yours', arcs: 1, sources: ['desk.yaml:89'] },
  { channel: 'memory-poisoning/reads/against/agent', basis: 'literature', arcs: 4, sources: ['mem-asb-average'] },
  { channel: 'communication-poisoning/delegates/against', basis: 'judgement', arcs: 5, sources: [] },
  { channel: 'cross-agent-interference/runs-on/along', basis: 'judgement', arcs: 2, sources: [] },
];
const said = (rows: Results['evidence']): string =>
  /<section id="assumptions".*?<\/section>/s
    .exec(
      renderPage(
        viewOf({ results: { ...results, ...(rows === undefined ? {} : { evidence: rows }) }, details }, 0, 'page'),
      ).main.markup,
    )?.[0]
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ') ?? '';

describe('the evidence in the report', () => {
  it('counts what was measured and by whom, and names what is judgement', () => {
    expect(said(evidence)).toContain(
      'Probabilities of 1 channel (1 arc) on your own numbers, 1 channel (4 arcs) on published measurements, tied to their models and samples and 2 channels (7 arcs) on judgement.',
    );
    expect(said(evidence)).toContain(
      'Judgement, which nobody measured: communication-poisoning/delegates/against, cross-agent-interference/runs-on/along.',
    );
  });
  it('is left out where results do not say', () => {
    expect(said(undefined)).toContain('Assumptions');
    expect(said(undefined)).not.toContain('Probabilities of');
  });
});
