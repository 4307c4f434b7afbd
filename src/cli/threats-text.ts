import type { ThreatDocument, ThreatRow } from '../analyse/threat-document.ts';
import { layerNames, layers } from '../graph/kinds.ts';
import { maturities } from '../threats/maturities.ts';
import { amount, chance, count, grouped, interval } from './numbers.ts';
import { printable } from './printable.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';

/** Lines of a first look; `--all` shows the rest. */
const MOST_ROWS = 20;

/** A threat model on one screen: how much applies, how well attested, then the threats, worst first if they were simulated. */
export function threatsText(document: ThreatDocument, isAll: boolean, terminal: Terminal): string {
  const { threats, simulation } = document;
  const shown = isAll ? threats : threats.slice(0, MOST_ROWS);
  const rest = threats.length - shown.length;
  return [
    titleOf(document, terminal),
    ...(threats.length === 0 ? ['', '  No threat of the catalogue applies.'] : []),
    ...(simulation === undefined ? listed(shown, threats, terminal) : ['', ranking(shown, terminal)]),
    ...(rest > 0
      ? [`  ${terminal.paint.dim(`and ${count(rest, 'more')}: --all, or -o threats.md`.replace('mores', 'more'))}`]
      : []),
    ...(simulation === undefined ? [] : ['', ...explained(document, terminal)]),
  ].join('\n');
}

function titleOf({ name, counts, atlas }: ThreatDocument, { paint }: Terminal): string {
  const byMaturity = maturities
    .toReversed()
    .filter((maturity) => counts.byMaturity[maturity] > 0)
    .map((maturity) => `${grouped(counts.byMaturity[maturity])} ${maturity}`);
  const controlled = `${grouped(counts.controlled)} with a control on them`;
  return [
    `${paint.bold('Threat model')} of ${printable(name)}: ${count(counts.applied, 'threat')} (${grouped(counts.threats)} of the catalogue) at ${count(counts.components, 'component')}, ${controlled}`,
    ...(byMaturity.length === 0 ? [] : [`${byMaturity.join(', ')} by MITRE ATLAS ${printable(atlas.version)}`]),
  ].join('\n');
}

/** Under the name of each layer. */
function listed(shown: readonly ThreatRow[], all: readonly ThreatRow[], terminal: Terminal): string[] {
  return layers.flatMap((layer) => {
    const rows = shown.filter(({ component }) => component.layer === layer);
    const there = all.filter(({ component }) => component.layer === layer).length;
    if (rows.length === 0) return [];
    const columns: readonly Column[] = [
      { head: '', shrinkTo: 24 },
      { head: '', shrinkTo: 8 },
      { head: '' },
      { head: '', shrinkTo: 8 },
      { head: '', shrinkTo: 16, paint: terminal.paint.dim },
    ];
    return [
      '',
      `${terminal.paint.bold(`L${layer} ${layerNames[layer]}`)}, ${count(there, 'threat')}`,
      table(
        terminal,
        columns,
        rows.map((row) => [threatName(row), row.component.id, row.maturity, controlsOf(row), row.because]),
      ),
    ];
  });
}

const threatName = ({ threat, name }: ThreatRow): string => `${threat} ${name}`;

const controlsOf = ({ controls }: ThreatRow): string =>
  controls.length === 0 ? 'no control' : controls.map(({ id }) => id).join(', ');

function ranking(rows: readonly ThreatRow[], terminal: Terminal): string {
  const columns: readonly Column[] = [
    { head: '', align: 'right' },
    { head: 'threat', shrinkTo: 20 },
    { head: 'at', shrinkTo: 8 },
    { head: 'risk', align: 'right' },
    { head: 'likelihood', align: 'right' },
    { head: 'from', shrinkTo: 6 },
    { head: 'blast radius', align: 'right' },
    { head: '95 %' },
    { head: 'affected', align: 'right' },
    { head: 'crosses into' },
    { head: 'maturity' },
    { head: 'controls', shrinkTo: 8 },
    { head: '', paint: terminal.paint.red },
  ];
  const cells = rows.map((row): string[] => {
    const { consequence } = row;
    if (consequence === undefined) return [];
    const { rank, risk, entryLikelihood, arrival, blastRadius, affected, crossesInto } = consequence;
    return [
      String(rank),
      threatName(row),
      row.component.id,
      risk === null ? '' : amount(risk),
      entryLikelihood === null ? (arrival === null ? '' : chance(arrival.probability)) : chance(entryLikelihood),
      entryLikelihood === null ? (arrival?.from ?? '') : 'itself',
      `${amount(blastRadius.mean)} / ${grouped(blastRadius.size)}`,
      interval(terminal, blastRadius.ci95),
      amount(affected),
      crossesInto.map((layer) => `L${layer}`).join(' '),
      row.maturity,
      row.controls.length === 0 ? '' : row.controls.map(({ id }) => id).join(', '),
      bar(terminal, blastRadius.size === 0 ? 0 : blastRadius.mean / blastRadius.size, 8),
    ];
  });
  return table(terminal, columns, cells);
}

function explained({ simulation, engine }: ThreatDocument, { paint }: Terminal): string[] {
  if (simulation === undefined) return [];
  const { scenarios, worlds, seed } = simulation;
  return [
    '  Risk: mean blast radius x the likelihood that an attacker takes the component, or gets there from one that is exposed.',
    paint.dim(`${count(scenarios, 'scenario')} of ${count(worlds, 'world')}, engine ${engine}, seed ${seed}`),
  ];
}
