import type { SideBySide, SideBySideComponent } from '../analyse/side-by-side.ts';
import type { SideBySideScenario } from '../analyse/side-by-side-scenario.ts';
import { amount, count, interval } from './numbers.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';

const MOST_COMPONENTS = 9;
const MOST_SCENARIOS = 3;

/** About twenty lines: who is found by what, and how many each family affects. */
export function sideBySideText(sideBySide: SideBySide, terminal: Terminal): string {
  const { paint } = terminal;
  const blocks = [
    [paint.bold('STRIDE and MAESTRO side by side'), ...componentTable(sideBySide, terminal)],
    scenarioTable(sideBySide, terminal),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** Where most is found first. */
function componentTable({ components, counts }: SideBySide, terminal: Terminal): string[] {
  const found = ({ byStride, byNeither, onlyAgentic }: SideBySideComponent): number =>
    byStride.length + byNeither.length + onlyAgentic.length;
  const ranked = components.toSorted((a, b) => found(b) - found(a)).slice(0, MOST_COMPONENTS);
  const most = Math.max(1, ...ranked.map(found));
  const columns: readonly Column[] = [
    { head: 'component', shrinkTo: 8 },
    { head: 'layer' },
    { head: 'STRIDE asks' },
    { head: 'STRIDE describes', align: 'right' },
    { head: '', paint: terminal.paint.cyan },
    { head: 'only agentic', align: 'right' },
    { head: '', paint: terminal.paint.red },
    { head: 'no threat for' },
  ];
  const rows = ranked.map(({ id, layer, stride, byStride, onlyAgentic, onlyStride }) => [
    id,
    `L${layer}`,
    stride.join(''),
    String(byStride.length),
    bar(terminal, byStride.length / most, BAR),
    String(onlyAgentic.length),
    bar(terminal, onlyAgentic.length / most, BAR),
    onlyStride.join(''),
  ]);
  const rest = components.length - ranked.length;
  const { byStride, onlyAgentic, askedByStride, byNeither } = counts;
  const all = byStride + onlyAgentic + byNeither;
  return [
    table(terminal, columns, rows),
    ...(rest > 0 ? [terminal.paint.dim(`  and ${count(rest, 'more component')}; --json has them all`)] : []),
    `  Of ${count(all, 'threat')} at components STRIDE describes ${byStride}, ${onlyAgentic} only an agentic class (STRIDE asks in general about ${askedByStride} of those)${byNeither > 0 ? `, ${byNeither} neither` : ''}.`,
  ];
}

const BAR = 10;

function scenarioTable({ scenarios, simulation }: SideBySide, terminal: Terminal): string[] {
  if (simulation === null) return [];
  const shown = scenarios.toSorted((a, b) => b.affected.both.mean - a.affected.both.mean).slice(0, MOST_SCENARIOS);
  const columns: readonly Column[] = [
    { head: 'affected from', shrinkTo: 8 },
    { head: 'by' },
    { head: 'mean', align: 'right' },
    { head: '95 % interval' },
    { head: 'beyond the sum', align: 'right' },
    { head: 'fraction', paint: terminal.paint.red },
  ];
  const rest = scenarios.length - shown.length;
  return [
    table(
      terminal,
      columns,
      shown.flatMap((scenario) => scenarioRows(scenario, terminal)),
    ),
    ...(rest > 0 ? [terminal.paint.dim(`  and ${count(rest, 'more entry point')}; --json has them all`)] : []),
    `  ${simulation.worlds === 0 ? 'Computed without sampling' : `${count(simulation.worlds, 'world')} each, the same for all three`}${simulation.partial ? '; interrupted' : ''}.`,
  ];
}

const families = { stride: 'STRIDE alone', agentic: 'agentic alone', both: 'both' } as const;

const scenarioRows = ({ entry, size, affected, beyondSum }: SideBySideScenario, terminal: Terminal): string[][] =>
  (['stride', 'agentic', 'both'] as const).map((family, i) => {
    const { mean, ci95 } = affected[family];
    return [
      i === 0 ? entry.join(', ') : '',
      families[family],
      amount(mean),
      interval(terminal, ci95),
      family === 'both' ? signed(beyondSum.mean) : '',
      bar(terminal, size === 0 ? 0 : mean / size, BAR * 2),
    ];
  });

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${amount(Math.abs(value))}`;
