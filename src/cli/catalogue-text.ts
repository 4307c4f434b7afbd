import type { CatalogueDocument } from '../analyse/catalogue-document.ts';
import { count } from './numbers.ts';
import { type Column, type Terminal, table } from './terminal.ts';

/** Every threat of the catalogue on one line: layers, STRIDE, class, OWASP, maturity, and how many rules find it. */
export function catalogueText({ threats, counts, atlas, sources }: CatalogueDocument, terminal: Terminal): string {
  const columns: readonly Column[] = [
    { head: 'threat' },
    { head: 'name', shrinkTo: 20 },
    { head: 'layers' },
    { head: 'STRIDE' },
    { head: 'class', shrinkTo: 8 },
    { head: 'OWASP', shrinkTo: 6 },
    { head: 'ATLAS', align: 'right' },
    { head: 'maturity' },
    { head: 'rules', align: 'right' },
  ];
  const rows = threats.map((threat) => [
    threat.id,
    threat.name,
    threat.layers.length === 7 ? 'all' : threat.layers.map((layer) => `L${layer}`).join(' '),
    threat.stride.join(''),
    threat.classes.join(' '),
    threat.owasp.join(' '),
    String(threat.atlas.length),
    threat.maturity,
    String(threat.rules.length),
  ]);
  return [
    table(terminal, columns, rows),
    '',
    `${count(counts.threats, 'threat')}, ${count(counts.rules, 'rule')}; ${counts.owaspThreats} threats and ${counts.owaspRisks} risks of OWASP; ` +
      `MITRE ATLAS ${atlas.version} with ${count(counts.atlasTechniques, 'technique')} (${counts.atlasNamed} are named), ${count(counts.atlasMitigations, 'mitigation')} and ${count(counts.atlasCaseStudies, 'case study', 'case studies')}.`,
    ...sources.map((source) => terminal.paint.dim(source)),
  ].join('\n');
}
