import type { CalibratedRow, Calibration } from '../analyse/calibrate/calibrate.ts';
import type { CalibratedControl } from '../analyse/calibrate/calibrated-control.ts';
import { posteriorSummary, priorSummary, type Summary } from '../analyse/calibrate/prior.ts';
import { printable } from '../base/printable.ts';
import type { BeforeAfter } from './before-after.ts';
import { amount, chance, count, interval } from './numbers.ts';
import { type Column, type Terminal, table } from './terminal.ts';

/** What results made of the file: rows, controls, the blast radius before and after, and what was not used. */
export function calibrationText(
  calibration: Calibration,
  simulated: BeforeAfter | null,
  {
    target,
    priorWeight,
    isChanged,
  }: { readonly target: string; readonly priorWeight: number; readonly isChanged: boolean },
  terminal: Terminal,
): string {
  const { rows, controls, notes } = calibration;
  const { paint } = terminal;
  const measured = rows.length + controls.length;
  return [
    paint.bold(
      `${printable(target)}: ${count(rows.length, 'channel row')} and ${count(controls.length, 'control')} rest on tests`,
    ),
    ...(measured === 0 ? [] : [beliefTable(rows, controls, terminal)]),
    ...(measured === 0
      ? []
      : [`A prior is worth the trials that its published range tells, at most ${priorWeight} (--prior-weight).`]),
    ...notes.map(printable),
    ...guardNotes(rows),
    ...(measured === 0 && !isChanged ? [] : simulatedLines(simulated, isChanged, terminal)),
    ...leftOver(calibration, terminal),
  ].join('\n');
}

const columns: readonly Column[] = [
  { head: 'into', shrinkTo: 10 },
  { head: 'class' },
  { head: 'row', shrinkTo: 14 },
  { head: 'prior', align: 'right' },
  { head: 'worth', align: 'right' },
  { head: 'succeeded', align: 'right' },
  { head: 'posterior', align: 'right' },
];

const beliefTable = (
  rows: readonly CalibratedRow[],
  controls: readonly CalibratedControl[],
  terminal: Terminal,
): string =>
  table(terminal, columns, [
    ...rows.map(({ key, belief }) => [
      key.into ?? (key.tier === undefined ? 'every agent' : `every agent on ${key.tier}`),
      key.threat,
      [`${key.kind} ${key.direction}`, key.source, key.into === undefined ? undefined : key.tier]
        .filter((part) => part !== undefined)
        .join(', '),
      ...numbersOf(belief, terminal),
    ]),
    ...controls.map(({ control, threat, belief }) => [control, threat, 'stops', ...numbersOf(belief, terminal)]),
  ]);

const numbersOf = ({ prior, ...data }: CalibratedRow['belief'], terminal: Terminal): string[] => [
  shown(priorSummary(prior), terminal),
  amount(prior.weight),
  `${data.successes} of ${data.trials}`,
  shown(posteriorSummary({ prior, ...data }), terminal),
];

const shown = ({ mean, low, high }: Summary, terminal: Terminal): string =>
  `${chance(mean)} (${interval(terminal, [low, high], chance)})`;

function guardNotes(rows: readonly CalibratedRow[]): string[] {
  const on = [...new Set(rows.flatMap(({ controls }) => controls))];
  if (on.length === 0) return [];
  const [are, their] = on.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    `${printable(on.slice(0, 4).join(', '))} ${are} on some of these ways: ${their} effect comes on top. Tests that ran through ${on.length === 1 ? 'it' : 'them'} have counted it already: then test without, or set the effectiveness to 0.`,
  ];
}

function simulatedLines(simulated: BeforeAfter | null, isChanged: boolean, terminal: Terminal): string[] {
  if (!isChanged) return ['', 'The file says all of this already: nothing changes.'];
  if (simulated === null || simulated.length === 0) return [];
  const { paint } = terminal;
  const cell = ({ blastRadius: { total } }: BeforeAfter[number]['before']): string =>
    `${amount(total.mean)} of ${total.size}${total.belief95 === null ? '' : ` (${interval(terminal, total.belief95)})`}`;
  const head: readonly Column[] = [
    { head: 'scenario', shrinkTo: 20 },
    { head: 'before', align: 'right' },
    { head: 'after', align: 'right' },
  ];
  const worlds = simulated[0]?.before.worlds ?? 0;
  return [
    '',
    paint.bold('Blast radius, worst scenarios, in the same worlds; in brackets what the uncertain inputs leave open'),
    table(
      terminal,
      head,
      simulated.map(({ before, after }) => [before.id, cell(before), cell(after)]),
    ),
    ...(worlds > 0 && worlds < 6400
      ? [`${count(worlds, 'world')} are too few to say what the inputs leave open: --worlds 6400 and more.`]
      : []),
  ];
}

function leftOver({ unmatched, unused }: Calibration, { paint }: Terminal): string[] {
  return [
    ...(unmatched.length === 0 ? [] : ['', paint.bold('Not matched')]),
    ...unmatched.map(({ target, trials, nearest, why }) => {
      const name = printable(target);
      const fix = `--target ${JSON.stringify(`${name}=${nearest ?? 'ID'}`)}`;
      return `  ${name}: ${count(trials, 'trial')}, ${why}.${nearest === null ? '' : ` Did you mean ${printable(nearest)}?`} Say it with ${fix}`;
    }),
    ...(unused.length === 0 ? [] : ['', paint.bold('Not used')]),
    ...unused.map(({ what, trials, why }) => `  ${printable(what)}: ${count(trials, 'trial')}, ${printable(why)}`),
  ];
}
