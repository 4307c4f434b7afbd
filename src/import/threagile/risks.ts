import type { Element, Flow, ListedThreat, Severity } from '../diagram/diagram.ts';
import type { Spot } from '../drafts.ts';
import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idIn, type Reading, type Titled } from './reading.ts';
import { type Category, riskCategories, strideOf } from './risk-categories.ts';
import { RiskTracking } from './risk-tracking.ts';

export type RiskBearers = {
  readonly assets: ReadonlyMap<string, Titled>;
  readonly links: readonly Flow[];
  readonly runtimes: readonly Element[];
  readonly isParsed: boolean;
};

/**
 * Risks that somebody identified by hand, risks that Threagile wrote into its own output, and risks that it finds by
 * rule as far as their tracking names an asset.
 */
export function readRisks(root: Located, bearers: RiskBearers, reading: Reading): readonly ListedThreat[] {
  const categories = riskCategories(root, bearers.isParsed);
  const tracking = new RiskTracking(root, reading);
  const listed = [...identified(categories), ...generated(root, categories)];
  const threats = new Map<string, ListedThreat>();
  for (const risk of listed) {
    const status = tracking.statusOf(risk.id) ?? 'open';
    const on = bearerOf(risk.risk, bearers);
    if (on === undefined) noteLoose(risk, reading);
    else threats.set(`${risk.id} ${risk.title} ${on}`, { ...said(risk), on, status });
  }
  const tracked = tracking.rest().flatMap(({ rule, parts, status, spot }): ListedThreat[] => {
    const on = lastNamed(parts, bearers);
    const title = shownName(rule.replaceAll('-', ' '));
    if (on !== undefined) return [{ title, category: strideOf(rule, categories), on, status, spot }];
    const why = 'it stands for whatever Threagile finds by its rules, and names no asset';
    reading.drafts.ignored.push({ what: `the tracked risk ${title}`, where: spot.pointer, why });
    return [];
  });
  return [...threats.values(), ...tracked];
}

type Risk = {
  /** As the tracking has it: category, then what it is about, with @ between. */
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly risk: Located;
  readonly spot: Spot;
};

function identified(categories: readonly Category[]): readonly Risk[] {
  return categories.flatMap(({ id, stride, map }) =>
    entriesOf(find(map, 'risks_identified')).map(([title, { keyAt, value }]) => ({
      id: syntheticId(id, value),
      title: withoutTags(title),
      category: stride,
      risk: value,
      spot: { at: keyAt, pointer: value.pointer },
    })),
  );
}

/** Of a parsed model. */
function generated(root: Located, categories: readonly Category[]): readonly Risk[] {
  return entriesOf(find(root, 'generated_risks_by_category')).flatMap(([category, { value }]) =>
    listOf(value).map((risk) => ({
      id: idIn(risk, 'synthetic_id') ?? syntheticId(category, risk),
      title: withoutTags(textOf(find(risk, 'title')) ?? category),
      category: strideOf(category, categories),
      risk,
      spot: risk,
    })),
  );
}

const ABOUT = [
  'most_relevant_technical_asset',
  'most_relevant_communication_link',
  'most_relevant_trust_boundary',
  'most_relevant_shared_runtime',
  'most_relevant_data_asset',
];

const syntheticId = (category: string, risk: Located): string =>
  [category, ...ABOUT.flatMap((key) => idIn(risk, key) ?? [])].join('@');

/** Titles are shown as HTML. */
const withoutTags = (title: string): string => title.replace(/<\/?[a-z]{1,10}>/gi, '');

const severities: Readonly<Record<string, Severity>> = {
  low: 'low',
  medium: 'medium',
  elevated: 'medium',
  high: 'high',
  critical: 'critical',
};

const said = ({ title, category, risk, spot }: Risk): Omit<ListedThreat, 'on' | 'status'> => ({
  title,
  category,
  severity: severities[textOf(find(risk, 'severity')) ?? ''],
  spot,
});

/** The link that a risk is about, else the asset, else the runtime. */
function bearerOf(risk: Located, { assets, links, runtimes }: RiskBearers): string | undefined {
  const link = idIn(risk, 'most_relevant_communication_link');
  const asset = idIn(risk, 'most_relevant_technical_asset');
  const runtime = idIn(risk, 'most_relevant_shared_runtime');
  if (link !== undefined && links.some(({ key }) => key === link)) return link;
  if (asset !== undefined && assets.has(asset)) return asset;
  return runtimes.find(({ key }) => key === `runtime ${runtime ?? ''}`)?.key;
}

/** Rules write whom a risk is about last: the link if it is named, else the last asset that is. */
function lastNamed(parts: readonly string[], { assets, links }: RiskBearers): string | undefined {
  return parts.findLast((part) => links.some(({ key }) => key === part)) ?? parts.findLast((part) => assets.has(part));
}

function noteLoose({ title, spot }: Risk, { drafts }: Reading): void {
  const why = 'it is about no asset, link or runtime of the model';
  drafts.ignored.push({ what: `the risk ${shownName(title)}`, where: spot.pointer, why });
}
