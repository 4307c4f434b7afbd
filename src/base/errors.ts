/** Root of every error that blastradius raises on purpose; anything else is a defect of our own and keeps its stack. */
export abstract class BlastradiusError extends Error {}

/** Where something stands in a text. `line` and `column` count from 1, columns in UTF-16 units. */
export type Place = {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Length of the offending text on that line, for the caret line of a code frame. */
  readonly length?: number | undefined;
};

/** One thing that is wrong with an input, told so that its author can mend it. */
export type Problem = {
  readonly at: Place;
  /** What should stand there, as a noun phrase: "a number between 0 and 1". */
  readonly expected: string;
  /** What stands there instead: `"planer"`. Never a secret value. */
  readonly found: string;
  /** The next step, a whole sentence: `Did you mean "planner"?` */
  readonly fix: string;
};

/** Bad input of any kind: every problem of a file at once. The CLI answers with exit code 2. */
export class InvalidInputError extends BlastradiusError {
  override readonly name = 'InvalidInputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

export const describePlace = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

export const describeProblem = ({ at, expected, found, fix }: Problem): string =>
  `${describePlace(at)}: expected ${expected}, found ${found}. ${fix}`;
