import type { ThreatDocument } from '../analyse/threat-document.ts';
import { controlsOf, type ThreatGroup, threatGroups } from '../analyse/threat-groups.ts';
import { placeText } from '../analyse/threat-markdown.ts';
import { layerNames, layers } from '../graph/kinds.ts';
import { maturities } from '../threats/maturities.ts';
import { amount, chance, count, grouped, interval } from './numbers.ts';
import { printable } from './printable.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';

/** Of a first look; `--all` shows the rest. */
const MOST_RANKED = 20;
const MOST_OPEN = 6;

/** A threat model on one screen: worst first if it was simulated, else by layer, with what is best attested and open. */
export function threatsText(document: ThreatDocument, isAll: boolean, terminal: Terminal): string {
  const groups = threatGroups(document.threats);
  const title = titleOf(document, terminal);
  if (groups.length === 0) return `${title}\n\n  No threat of the catalogue applies.`;
  const blocks =
    document.simulation !== undefined
      ? ranking(groups, isAll, document, terminal)
      : isAll
        ? layers.flatMap((layer) => everything(groups, layer, terminal))
        : [byLayer(groups, terminal), ...open(groups, terminal)];
  return [title, ...blocks].join('\n\n');
}

function titleOf({ name, counts, atlas }: ThreatDocument, { paint }: Terminal): string {
  const byMaturity = maturities
    .toReversed()
    .filter((maturity) => counts.byMaturity[maturity] > 0)
    .map((maturity) => `${grouped(counts.byMaturity[maturity])} ${maturity}`);
  return [
    `${paint.bold('Threat model')} of ${printable(name)}: ${grouped(counts.threats)} threats of the catalogue apply, in ${count(counts.applied, 'place')} at ${count(counts.components, 'component')}`,
    ...(byMaturity.length === 0
      ? []
      : [
          `${byMaturity.join(', ')} by MITRE ATLAS ${printable(atlas.version)}; a control is on ${grouped(counts.controlled)}`,
        ]),
  ].join('\n');
}

const threatName = ([{ threat, name }]: ThreatGroup): string => `${threat} ${name}`;
const times = (group: ThreatGroup): string => (group.length === 1 ? '' : `×${group.length}`);

function byLayer(groups: readonly ThreatGroup[], terminal: Terminal): string {
  const columns: readonly Column[] = [
    { head: '', shrinkTo: 12 },
    { head: 'threats', align: 'right' },
    ...maturities.toReversed().map((maturity): Column => ({ head: maturity, align: 'right' })),
    { head: 'without control', align: 'right' },
    { head: '', paint: terminal.paint.red },
  ];
  const most = Math.max(...layers.map((layer) => groups.filter(([{ component }]) => component.layer === layer).length));
  const rows = layers.flatMap((layer) => {
    const here = groups.filter(([{ component }]) => component.layer === layer);
    if (here.length === 0) return [];
    const free = here.filter((group) => controlsOf(group).length === 0).length;
    const rated = maturities.toReversed().map((one) => here.filter(([{ maturity }]) => maturity === one).length);
    return [
      [
        `L${layer} ${layerNames[layer]}`,
        ...[here.length, ...rated, free].map(grouped),
        bar(terminal, free / Math.max(1, most), 16),
      ],
    ];
  });
  return table(terminal, columns, rows);
}

/** What was seen in the wild and has no control on it, the layers that fewest think of first. */
function open(groups: readonly ThreatGroup[], terminal: Terminal): string[] {
  const best = maturities.findLast((one) => groups.some(([{ maturity }]) => maturity === one));
  const bare = groups.filter((group) => controlsOf(group).length === 0 && group[0].maturity === best);
  if (bare.length === 0) return [];
  const shown = bare.slice(0, MOST_OPEN);
  const rest = groups.length - shown.length;
  return [
    [
      terminal.paint.bold(`Open, and ${best === 'feasible' ? 'feasible' : `${best} elsewhere`}`),
      ...shown.flatMap((group) => told(group, terminal)),
      `  ${terminal.paint.dim(`and ${grouped(rest)} more: --all, or -o threats.md`)}`,
    ].join('\n'),
  ];
}

function everything(groups: readonly ThreatGroup[], layer: (typeof layers)[number], terminal: Terminal): string[] {
  const here = groups.filter(([{ component }]) => component.layer === layer);
  if (here.length === 0) return [];
  const title = terminal.paint.bold(`L${layer} ${layerNames[layer]}`);
  return [
    [
      `${title}, ${count(here.length, 'threat')}`,
      ...here.flatMap((group) => told(group, terminal, idsOf(group, terminal))),
    ].join('\n'),
  ];
}

/** How STRIDE, OWASP and ATLAS call it, and by which classes it travels. */
function idsOf([{ stride, classes, owasp, atlas }]: ThreatGroup, { paint, unicode }: Terminal): string[] {
  const parts = [
    stride.length === 0 ? [] : `STRIDE ${stride.join('')}`,
    classes.join(', '),
    [...owasp, ...atlas].join(' '),
  ];
  return [
    paint.dim(
      `    ${parts
        .flat()
        .filter((part) => part !== '')
        .join(unicode ? ' · ' : ' - ')}`,
    ),
  ];
}

/** The threat on one line, and each reason with its place on one below. */
function told(group: ThreatGroup, { paint, unicode }: Terminal, ids: readonly string[] = []): string[] {
  const [{ component, maturity }] = group;
  const controls = controlsOf(group);
  const on = controls.length === 0 ? paint.yellow('no control') : `control: ${controls.map(printable).join(', ')}`;
  const dot = unicode ? ' · ' : ' - ';
  return [
    `  ${paint.bold(printable(threatName(group)))}${dot}${printable(component.id)}${dot}${maturity}${dot}${on}`,
    ...ids,
    ...group.map(({ because, source }) => paint.dim(`    ${printable(because)} (${printable(placeText(source))})`)),
  ];
}

function ranking(
  groups: readonly ThreatGroup[],
  isAll: boolean,
  { simulation, engine }: ThreatDocument,
  terminal: Terminal,
): string[] {
  const shown = isAll ? groups : groups.slice(0, MOST_RANKED);
  const rest = groups.length - shown.length;
  const more = rest === 0 ? [] : [`  ${terminal.paint.dim(`and ${grouped(rest)} more: --all, or -o threats.md`)}`];
  const { scenarios = 0, worlds = 0, seed = 0 } = simulation ?? {};
  return [
    [rankTable(shown, terminal), ...more].join('\n'),
    [
      '  Risk: mean blast radius (others reached) x the likelihood that an attacker takes the component, or gets there from one\n  that is exposed.',
      terminal.paint.dim(
        `${count(scenarios, 'scenario')} of ${count(worlds, 'world')}, engine ${engine}, seed ${seed}`,
      ),
    ].join('\n'),
  ];
}

function rankTable(groups: readonly ThreatGroup[], terminal: Terminal): string {
  const columns: readonly Column[] = [
    { head: '', align: 'right' },
    { head: 'controls', shrinkTo: 8 },
    { head: 'threat', shrinkTo: 24 },
    { head: '' },
    { head: 'at', shrinkTo: 12 },
    { head: 'risk', align: 'right' },
    { head: 'likelihood', align: 'right' },
    { head: 'from', shrinkTo: 6 },
    { head: 'blast radius', align: 'right' },
    { head: '95 %' },
    { head: 'affected', align: 'right' },
    { head: 'into' },
    { head: '', paint: terminal.paint.red },
  ];
  return table(
    terminal,
    ordered(columns),
    groups.map((group) => ordered(rankCells(group, terminal))),
  );
}

/** Controls give way first, and stand last. */
const ordered = <T>([rank, controls, ...rest]: readonly T[]): T[] => [rank as T, ...rest, controls as T];

function rankCells(group: ThreatGroup, terminal: Terminal): string[] {
  const [{ consequence, component }] = group;
  if (consequence === undefined) return [];
  const { rank, risk, start, entryLikelihood, arrival, blastRadius, affected, crossesInto } = consequence;
  return [
    String(rank),
    controlsOf(group).join(', '),
    threatName(group),
    times(group),
    start === component.id ? start : `${start}${terminal.unicode ? '→' : '->'}${component.id}`,
    risk === null ? '' : amount(risk),
    entryLikelihood === null ? (arrival === null ? '' : chance(arrival.probability)) : chance(entryLikelihood),
    entryLikelihood === null ? (arrival?.from ?? 'nobody') : 'outside',
    amount(blastRadius.mean),
    interval(terminal, blastRadius.ci95),
    affected === blastRadius.mean ? '' : amount(affected),
    crossesInto.join(' '),
  ];
}
