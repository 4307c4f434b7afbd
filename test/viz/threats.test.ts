import { describe, expect, it } from 'vitest';
import type { Details } from '../../src/measure/results.ts';
import type { ThreatDetails } from '../../src/measure/threat-details.ts';
import { embed, unpack } from '../../viz/embed.ts';
import { renderSections } from '../../viz/sections/section.ts';
import { threatsSection } from '../../viz/sections/threats.ts';
import { filledThreats } from '../../viz/threats/folded-threats.ts';
import { type Medium, viewOf } from '../../viz/view.ts';
import { estate, outcomeOf, supportDesk, withHostileNames } from './fixture.ts';

const outcome = outcomeOf({ ...supportDesk, worlds: 200 });
const view = viewOf(outcome);
const threats = outcome.details.threats as ThreatDetails;
const sectionOf = (details: Details = outcome.details, medium: Medium = 'page', { results } = outcome): string =>
  renderSections([threatsSection], viewOf({ results, details }, 0, medium))[0]?.markup.markup ?? '';
const textOf = (markup: string): string =>
  markup.replaceAll(/<[^>]*>/gu, '').replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCharCode(Number(code)));
/** As if each scenario showed one of the threats. */
const threatsOfAll = ({ places, ...rest }: ThreatDetails): ThreatDetails => ({
  ...rest,
  places: Array.from({ length: 7 }, (_, scenario) => ({
    ...(places[0] as ThreatDetails['places'][number]),
    shown: { scenario, crossesInto: [] },
  })),
});
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

describe('the threats of the report', () => {
  it('are those that were reviewed', async () => {
    await expect(`${sectionOf().replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot('../golden/threats-section.html');
  });

  it('are absent from runs that know none, and from those to which none apply', () => {
    const { threats: _none, ...older } = outcome.details;
    expect(sectionOf(older)).toBe('');
    expect(sectionOf({ ...outcome.details, threats: { ...threats, places: [] } })).toBe('');
  });

  it('say of each entry point into which layers its threats cross, and how much is affected there', () => {
    const text = textOf(sectionOf());
    const [, item] = text.split('From front-desk, which an attacker takes with probability 0.26: ');
    const { blastRadius } = outcome.results.scenarios[0] as (typeof outcome.results.scenarios)[number];
    expect(item).toMatch(new RegExp(`^${blastRadius.total.affected.toFixed(1)} of 11 affected`, 'u'));
    const { affected, size } = blastRadius.layers[6] as typeof blastRadius.total;
    expect(item).toContain(`L6 Security and Compliance ${affected.toFixed(2)} of ${size}`);
    expect(item).toContain('L7-T4 Agent Tool Misuse at front-desk (tool-misuse; realized)');
  });

  it('say so where nothing is crossed into', () => {
    const places = threats.places.map((place) => ({
      ...place,
      shown: place.shown === null ? null : { ...place.shown, crossesInto: [] },
    }));
    expect(textOf(sectionOf({ ...outcome.details, threats: { ...threats, places } }))).toContain(
      'L7 Agent Ecosystem: it crosses into no other layer.',
    );
  });

  it('stand worst first where each was simulated, with what risk is made of; without that nothing is ranked', () => {
    const places = threats.places.map((place, at) => ({
      ...place,
      follows: {
        rank: threats.places.length - at,
        start: place.component,
        mean: 1.25,
        ci95: [1.2, 1.3] as const,
        affected: 2.5,
        likelihood: at === 0 ? null : 0.5,
        risk: at === 0 ? null : 0.625,
      },
    }));
    const ranked = textOf(sectionOf({ ...outcome.details, threats: { ...threats, places } }));
    const [, table] = ranked.split('Worst first');
    const last = threats.catalogue[threats.places.at(-1)?.threat ?? 0];
    expect(table?.indexOf(`1${last?.id} ${last?.name}`)).toBeGreaterThan(0);
    expect(table).toContain('0.630.501.25 (1.20 – 1.30)2.50');
    expect(textOf(sectionOf())).not.toContain('Worst first');
  });

  it('stand by component, each threat once, with why, where, and what is on it', () => {
    const markup = sectionOf();
    const at = [...new Set(threats.places.map(({ component }) => component))];
    const text = at.map((component) => textOf(filledThreats(view, String(component)).markup)).join('');
    expect(text).toContain('Because front-desk invokes web-search.');
    expect(text).toContain('On it: reply-filter (stops up to 80\u00a0%). example.yaml:23 (rule invented-for-invokes)');
    expect(text).toContain('No control is on it.');
    expect(count(markup, /<details class="threat-group"/gu)).toBe(at.length);
  });

  it('offer filters for what occurs only, and mark rows with what filters ask', () => {
    const markup = sectionOf();
    expect([...markup.matchAll(/data-action="maturity" data-maturity="(\w+)"/gu)].map(([, value]) => value)).toEqual([
      'feasible',
      'demonstrated',
      'realized',
    ]);
    const onLayers = [...markup.matchAll(/name="threat-layer" value="(\w+)"/gu)].map(([, value]) => value);
    const used = threats.places.map(({ component }) => String(outcome.details.components[component]?.layer));
    expect(onLayers).toEqual(['all', ...[...new Set(used)].sort()]);
    const alike = {
      ...threats,
      catalogue: threats.catalogue.map((card) => ({ ...card, maturity: 'realized' as const })),
    };
    expect(sectionOf({ ...outcome.details, threats: alike })).not.toContain('data-action="maturity"');
  });

  it('say how many are left out of a large model', () => {
    expect(textOf(sectionOf({ ...outcome.details, threats: { ...threats, applied: 5_000 } }))).toMatch(
      /4,9\d\d more are not shown: blastradius threats lists all\./u,
    );
  });

  it('come to no life, whatever things are called', () => {
    const hostile = outcomeOf({ ...withHostileNames(supportDesk), worlds: 200 });
    const own = hostile.details.threats as ThreatDetails;
    const evil = '<img src=x onerror=alert(1)>';
    const catalogue = own.catalogue.map((card) => ({
      ...card,
      id: evil,
      name: evil,
      owasp: [evil],
      atlas: [evil],
      mitigations: [evil],
    }));
    const plain = sectionOf();
    const details = { ...hostile.details, threats: { ...own, catalogue } };
    const inFolds = own.places.map(
      ({ component }) => filledThreats(viewOf({ ...hostile, details }), String(component)).markup,
    );
    const markup = sectionOf(details, 'page', hostile) + inFolds.join('');
    expect(markup).not.toMatch(/<img|<svg onload|onerror="/u);
    expect(inFolds.join('')).toContain('Because ');
    expect(count(sectionOf(details, 'page', hostile), /<li class="threat"/gu)).toBeLessThanOrEqual(
      count(plain, /<li class="threat"/gu),
    );
  });

  it('hold names only until a fold is opened, so that the page is light and its search finds them', () => {
    const closed = sectionOf();
    expect(closed).toContain('Agent Tool Misuse');
    expect(closed).not.toContain('Because ');
  });

  it('keep further entry points in a fold', () => {
    const entries = ['front-desk', 'dispatcher', 'refund-agent', 'crm', 'ticket-memory', 'web-search', 'chat-model'];
    const more = outcomeOf({ ...supportDesk, entries, worlds: 50 });
    const all = threatsOfAll(more.details.threats as ThreatDetails);
    const markup = sectionOf({ ...more.details, threats: all }, 'page', more);
    expect(count(markup, /<p class="from"/gu)).toBe(4);
    expect(textOf(markup)).toContain('3 more entry points');
    const rest = filledThreats(viewOf({ ...more, details: { ...more.details, threats: all } }), 'shown').markup;
    expect(count(rest, /<p class="from"/gu)).toBe(3);
  });

  it('are ranked once where they start alike and do the same, at whatever components', () => {
    const follows = { rank: 1, start: 0, mean: 1, ci95: [1, 1] as const, affected: 1, likelihood: 0.5, risk: 0.5 };
    const alike = threats.places.filter(({ threat }) => threat === threats.places[0]?.threat);
    expect(alike.length).toBeGreaterThan(1);
    const places = alike.map((place) => ({ ...place, follows }));
    const [, table] = textOf(sectionOf({ ...outcome.details, threats: { ...threats, places } })).split('Worst first');
    const names = [...new Set(alike.map(({ component }) => outcome.details.components[component]?.name))];
    expect(table).toContain(`at ${names.slice(0, 3).join(', ')}`);
    expect(table?.match(/0\.500\.501\.00/gu)).toHaveLength(1);
  });

  it('say a few of many reasons, and how many more there are', () => {
    const [place] = threats.places;
    const places = Array.from({ length: 81 }, () => place as ThreatDetails['places'][number]);
    const many = viewOf({ ...outcome, details: { ...outcome.details, threats: { ...threats, places } } });
    const text = textOf(filledThreats(many, String(place?.component)).markup);
    expect(count(text, /Because /gu)).toBe(4);
    expect(text).toContain('And for 77 more reasons like these.');
  });

  it('of many components are folded by layer', () => {
    const large = outcomeOf({ ...estate(300), worlds: 2 });
    const markup = sectionOf(large.details, 'page', large);
    const folds = [...markup.matchAll(/data-threats="layer-(\d)"/gu)].map(([, layer]) => layer);
    const threatened = large.details.threats?.places.map(
      ({ component }) => `${large.details.components[component]?.layer}`,
    );
    expect(folds).toEqual([...new Set(threatened)].sort());
    expect(markup).not.toMatch(/data-threats="\d/u);
    const inFolds = folds.map((layer) => filledThreats(viewOf(large), `layer-${layer}`).markup).join('');
    const components = new Set(large.details.threats?.places.map(({ component }) => component));
    expect(count(inFolds, /data-threats="\d+"/gu)).toBe(components.size);
  });

  it('survive being packed', () => {
    expect(unpack(embed([{ label: 'now', ...outcome }]))[0]?.details.threats).toEqual(threats);
  });
});
