import { Option } from 'commander';
import { wholeNumber } from '../option-value.ts';
import { inputOptions, simulationOptions } from '../run-flags.ts';
import { collected, option, setting } from '../shared-options.ts';
import { USUAL_PORT } from './usual-port.ts';

/** Its own flags, then those that it passes on to `run`. */
export const viewOptions = (): Option[] => [
  setting('--port <n>', `where to listen (${USUAL_PORT}, or the next that is free, if left out)`).argParser(
    wholeNumber('--port', 0, 65_535, USUAL_PORT),
  ),
  option('--no-open', 'do not open the browser'),
  option('--watch', 'of a file: run it again whenever it changes'),
  ...passedOn(),
];

/** What `run` is given as well, as it was typed: `run` says what is wrong with a value. */
export const passedOn = (): Option[] => [
  option('--out <dir>', 'of a file: keep its results in a folder (thrown away at the end if left out)'),
  ...[...simulationOptions(), ...inputOptions()].map(unparsed),
];

/** Nor is the environment asked: `run` does that, and results that are there need none of it. */
const unparsed = ({ flags, description, argChoices, parseArg }: Option): Option => {
  const flag = new Option(flags, description);
  if (argChoices !== undefined) return flag.choices(argChoices);
  return parseArg === undefined ? flag : flag.argParser(collected);
};
