import { escaped } from '../../base/markdown-text.ts';
import { layerNames } from '../../graph/kinds.ts';
import { strideWords } from '../../threats/stride-words.ts';
import type { ThreatRow } from '../threat-document.ts';
import { owaspNamed, type PublicName, techniqueNamed } from './public-links.ts';
import type { Level, RuleDescriptor, ToolComponent } from './sarif-log.ts';
import { levelOf, severityOf } from './severity.ts';
import { relationshipsOf } from './taxonomies.ts';

/** A threat of the catalogue as a rule; as severe as the worst place where it applies. */
export function ruleDescriptor(
  rows: readonly [ThreatRow, ...ThreatRow[]],
  taxonomies: readonly ToolComponent[],
): RuleDescriptor {
  const [row] = rows;
  const severity = Math.max(...rows.map(severityOf));
  const relationships = relationshipsOf(row, taxonomies);
  return {
    id: row.threat,
    name: pascalCase(row.name) || row.threat,
    shortDescription: { text: cut(row.name || row.threat) },
    fullDescription: { text: cut(row.description || row.name || row.threat) },
    help: { text: helpText(row), markdown: helpMarkdown(row) },
    defaultConfiguration: { level: levelOf(severity) },
    ...(relationships.length > 0 ? { relationships } : {}),
    properties: {
      tags: tagsOf(row),
      'problem.severity': problemSeverity[levelOf(severity)],
      'security-severity': severity.toFixed(1),
      maturity: row.maturity,
    },
  };
}

const problemSeverity: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'recommendation' };

// GitHub takes 255 characters of a name, 1,024 of a description and 20 tags of a rule, of which it shows 10.
const MOST_TAGS = 20;
const MOST_TEXT = 1024;
const MOST_NAME = 255;

const cut = (text: string): string => (text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1)}…`);

const pascalCase = (name: string): string =>
  (name.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, MOST_NAME);

const tagsOf = ({ layers, stride, owasp, atlas, classes }: ThreatRow): string[] =>
  [
    ...new Set([
      'security',
      ...layers.map((layer) => layerNames[layer]),
      ...stride.map((letter) => strideWords[letter]),
      ...owasp,
      ...atlas,
      ...classes,
    ]),
  ].slice(0, MOST_TAGS);

const named = ({ id, name }: PublicName): string => (name === undefined ? id : `${id} ${name}`);

function helpText(row: ThreatRow): string {
  const lines = [
    row.description || row.name || row.threat,
    row.mitigations.length > 0 && `Mitigations: ${row.mitigations.join(', ')}.`,
    `MAESTRO: ${layersText(row)}. Maturity: ${row.maturity}.`,
    ...[...row.owasp.map(owaspNamed), ...row.atlas.map(techniqueNamed)].map((one) =>
      one.link === undefined ? named(one) : `${named(one)}: ${one.link}`,
    ),
  ];
  return lines.filter((line) => line !== false).join('\n');
}

function helpMarkdown(row: ThreatRow): string {
  const item = (text: string): string => `- ${text}`;
  const linked = (one: PublicName): string =>
    item(one.link === undefined ? escaped(named(one)) : `[${escaped(named(one))}](${one.link})`);
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `## ${title}\n\n${items.join('\n')}`;
  return [
    `# ${escaped(`${row.threat} ${row.name}`)}`,
    escaped(row.description),
    `${layersText(row)}. Maturity: ${row.maturity}.`,
    list('Mitigations', row.mitigations.map(escaped).map(item)),
    list('OWASP', row.owasp.map(owaspNamed).map(linked)),
    list('MITRE ATLAS', row.atlas.map(techniqueNamed).map(linked)),
    list(
      'Other collections',
      row.externalRefs.map(({ source, id }) => item(escaped(`${source} ${id}`))),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const layersText = ({ layers }: ThreatRow): string =>
  layers.length === 0 ? 'no layer of its own' : layers.map((layer) => `layer ${layer} ${layerNames[layer]}`).join(', ');
