import { dirname, relative, resolve, sep } from 'node:path';
import { type Calibration, calibrate, type ResultFile, STDIN } from '../../analyse/calibrate/calibrate.ts';
import { measurementsOf } from '../../analyse/calibrate/measurement.ts';
import { usualPriorWeight } from '../../analyse/calibrate/prior.ts';
import { printable } from '../../base/printable.ts';
import type { SuiteFile } from '../../compile/suite.ts';
import { parseSuiteFile } from '../../compile/suite-file.ts';
import type { SourceFile } from '../../import/importer.ts';
import { readRedTeam } from '../../import/redteam/read-redteam.ts';
import { calibratedText } from '../../import/update/calibrated-text.ts';
import { type BeforeAfter, beforeAfter } from '../before-after.ts';
import { calibrationDocument } from '../calibration-document.ts';
import { calibrationText } from '../calibration-text.ts';
import type { Context } from '../context.ts';
import { count } from '../numbers.ts';
import { collectProblems } from '../read-input.ts';
import { isAlmostEcosystem, isEcosystem } from '../recognise.ts';
import { type ExitCode, exitCodeOfSignal } from '../shell.ts';
import { refuseUnknownTargets, type SaidTarget } from '../target-option.ts';
import { usageError } from '../usage.ts';
import { writeOutput } from '../write-output.ts';

type CalibrateOptions = {
  readonly output?: string;
  readonly write?: true;
  readonly priorWeight?: number;
  readonly target?: readonly SaidTarget[];
  readonly simulate?: boolean;
  readonly worlds?: number;
};

/** An ecosystem file, then red-team results. */
export async function action(paths: readonly string[], options: CalibrateOptions, context: Context): Promise<ExitCode> {
  const [target] = paths;
  if (target === undefined || paths.length < 2)
    throw usageError(
      'an ecosystem file and red-team results',
      `${paths.length} of them`,
      'See: blastradius calibrate --help.',
    );
  if (options.write === true && options.output !== undefined)
    throw usageError(
      'either -o or --write',
      'both',
      'Name a new file with -o, or change the file itself with --write.',
    );
  // All at once: names tell apart what lies in several folders.
  const [source, ...sources] = (await context.reader.readAll(paths)) as [SourceFile, ...SourceFile[]];
  const file = ecosystemOf(source, target);
  if (sources.length === 0)
    throw usageError('red-team results', 'the ecosystem file itself', 'Name what promptfoo or a table of trials says.');
  refuseResultsAsOutput(options.output, sources, context);
  const files = await resultFiles(sources, options.output ?? target, context);
  refuseUnknownTargets(options.target ?? [], files, file.ecosystem);
  const priorWeight = options.priorWeight ?? usualPriorWeight;
  const targets = new Map((options.target ?? []).map(({ name, id }) => [name, id]));
  const calibration = calibrate(file, files, { priorWeight, targets });
  const text = textAfter(source, file, calibration);
  // What was written must be what was meant.
  const after = parseSuiteFile(text, source.name).file;
  const isChanged = text !== source.text;
  const simulated = options.simulate === false || !isChanged ? null : await beforeAfter(file, after, options, context);
  if (simulated?.received !== undefined) return exitCodeOfSignal[simulated.received];
  tell(calibration, simulated?.pairs ?? null, { target, priorWeight, isChanged }, context);
  const output = options.write === true ? target : options.output;
  if (output !== undefined) writeOutput(context.shell.cwd, output, text);
  next(output, target, calibration, isChanged, context);
  return 0;
}

function ecosystemOf(source: SourceFile, target: string): SuiteFile {
  if (isEcosystem(source) || isAlmostEcosystem(source.text)) return parseSuiteFile(source.text, source.name).file;
  const fix = `The ecosystem comes before the results; make one: blastradius import ${target} -o blastradius.yaml.`;
  throw usageError('an ecosystem file first', target, fix);
}

/** Nobody means to lose what was measured. */
function refuseResultsAsOutput(
  output: string | undefined,
  sources: readonly SourceFile[],
  { reader, shell }: Context,
): void {
  const isSame = ({ name }: SourceFile): boolean =>
    output !== undefined && resolve(shell.cwd, reader.pathOf(name)) === resolve(shell.cwd, output);
  if (sources.some(isSame))
    throw usageError('a file for the ecosystem after -o', 'one of the results', 'Name another, or use --write.');
}

/** Their names are told from the folder of the ecosystem file; the same results twice are one. */
async function resultFiles(sources: readonly SourceFile[], output: string, context: Context): Promise<ResultFile[]> {
  const { reader, shell } = context;
  const folder = dirname(resolve(shell.cwd, output));
  const files = await collectProblems(sources, (source) => {
    reader.hideValues(source.name);
    const hash =
      reader
        .inputs()
        .find(({ name }) => name === source.name)
        ?.sha256.slice(0, 8) ?? '';
    const path = reader.pathOf(source.name);
    const name = path === '-' ? STDIN : relative(folder, resolve(shell.cwd, path)).split(sep).join('/');
    return { name: name.replace(/\p{Cc}/gu, ' ').slice(-200), hash, results: readRedTeam(source) };
  });
  for (const { name, results } of files)
    if (results.trials.length === 0 && results.unused.length === 0)
      context.note(`warning: ${printable(name)} has no results in it`);
  const once = files.filter(({ hash }, index) => files.findIndex((other) => other.hash === hash) === index);
  for (const { name } of files)
    if (!once.some((one) => one.name === name))
      context.note(`warning: ${printable(name)} says the same as another file: counted once`);
  return once;
}

const textAfter = ({ text }: SourceFile, { suite }: SuiteFile, { rows, controls }: Calibration): string =>
  calibratedText(text, {
    isOwn: (position) => {
      const belief = suite.channels[position]?.probability;
      return belief?.form === 'trials' && measurementsOf(belief) !== undefined;
    },
    channels: rows.map(({ key: { threat, kind, direction, into, source, tier }, belief }) => ({
      key: { threat, kind, direction, into, source, tier },
      belief,
    })),
    controls,
  });

function tell(
  calibration: Calibration,
  simulated: BeforeAfter | null,
  about: { readonly target: string; readonly priorWeight: number; readonly isChanged: boolean },
  context: Context,
): void {
  if (context.options.json === true) context.document(calibrationDocument(calibration, simulated, about.priorWeight));
  else context.say(calibrationText(calibration, simulated, about, context.screen));
}

function next(
  output: string | undefined,
  target: string,
  { unmatched }: Calibration,
  isChanged: boolean,
  context: Context,
): void {
  if (output !== undefined) context.note(`wrote ${output}${isChanged ? '' : ', as it was'}`);
  if (unmatched.length > 0) context.note(`${count(unmatched.length, 'target')} not matched: nothing of it is used`);
  if (output !== undefined) context.note(`next: blastradius run ${output}`);
  else if (isChanged) context.note(`next: blastradius calibrate ${target} … --write, or -o OUT`);
}
