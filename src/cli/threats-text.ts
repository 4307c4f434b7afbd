import type { ThreatDocument } from '../analyse/threat-document.ts';
import { controlsOf, type ThreatGroup, threatGroups } from '../analyse/threat-groups.ts';
import { placeText } from '../analyse/threat-markdown.ts';
import { printable } from '../base/printable.ts';
import { thousands } from '../base/thousands.ts';
import { layerNames, layers } from '../graph/kinds.ts';
import { maturities } from '../threats/maturities.ts';
import { count } from './numbers.ts';
import { rankTable } from './rank-table.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';
import { worstThreats } from './worst-threats.ts';

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

function titleOf({ name, counts, atlas, threats }: ThreatDocument, { paint }: Terminal): string {
  const threatened = new Set(threats.map(({ component }) => component.id)).size;
  const byMaturity = maturities
    .toReversed()
    .filter((maturity) => counts.byMaturity[maturity] > 0)
    .map((maturity) => `${thousands(counts.byMaturity[maturity])} ${maturity}`);
  return [
    `${paint.bold('Threat model')} of ${printable(name)}: ${count(counts.threats, 'threat')} of the catalogue ${counts.threats === 1 ? 'applies' : 'apply'}, in ${count(counts.applied, 'place')} at ${thousands(threatened)} of ${count(counts.components, 'component')}`,
    ...(byMaturity.length === 0
      ? []
      : [
          `Of the places ${byMaturity.join(', ')} by MITRE ATLAS ${printable(atlas.version)}; a control is on ${thousands(counts.controlled)}`,
        ]),
  ].join('\n');
}

const threatName = ([{ threat, name }]: ThreatGroup): string => `${threat} ${name}`;

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
        ...[here.length, ...rated, free].map(thousands),
        bar(terminal, free / Math.max(1, most), 16),
      ],
    ];
  });
  return table(terminal, columns, rows);
}

const andMore = (rest: number, { paint }: Terminal): string[] =>
  rest === 0 ? [] : [`  ${paint.dim(`and ${thousands(rest)} more: --all, or -o threats.md`)}`];

/** What was seen in the wild and has no control on it, the layers that fewest think of first. */
function open(groups: readonly ThreatGroup[], terminal: Terminal): string[] {
  const best = maturities.findLast((one) => groups.some(([{ maturity }]) => maturity === one));
  const bare = groups.filter((group) => controlsOf(group).length === 0 && group[0].maturity === best);
  if (bare.length === 0) return [];
  const shown = differentFirst(bare).slice(0, MOST_OPEN);
  const rest = groups.length - shown.length;
  return [
    [
      terminal.paint.bold(`Open, and ${best === 'feasible' ? 'feasible' : `${best} elsewhere`}`),
      ...shown.flatMap((group) => told(group, terminal)),
      ...andMore(rest, terminal),
    ].join('\n'),
  ];
}

/** A threat that is at every server need not fill the screen. */
function differentFirst(groups: readonly ThreatGroup[]): ThreatGroup[] {
  const first = new Map(groups.toReversed().map((group) => [group[0].threat, group]));
  return groups.toSorted((a, b) => Number(first.get(b[0].threat) === b) - Number(first.get(a[0].threat) === a));
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
  const { scenarios = 0, worlds = 0, seed = 0, partial } = simulation ?? {};
  const { text, leftOut } = rankTable(shown, terminal);
  return [
    [text, ...andMore(rest, terminal)].join('\n'),
    ...worstThreats(groups, terminal),
    [
      '  Risk: mean blast radius (others reached; + those only disabled or disclosed, who do not count) x the likelihood that an\n  attacker takes the component, or gets there from one that is exposed.',
      ...(partial === true ? [terminal.paint.yellow('  Interrupted: of the worlds that were done.')] : []),
      terminal.paint.dim(
        `${count(scenarios, 'scenario')} of ${count(worlds, 'world')}, engine ${engine}, seed ${seed}${leftOut.length === 0 ? '' : `; no room for ${leftOut.join(', ')}`}`,
      ),
    ].join('\n'),
  ];
}
