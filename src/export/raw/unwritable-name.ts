import { InvalidInputError } from '../../base/errors.ts';

/** A name that a format cannot hold. CSV can hold any. */
export const unwritableName = (format: string, name: string, because: string): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file: format },
      expected: `names that ${format} can hold`,
      found: `${JSON.stringify(name)}, ${because}`,
      fix: 'CSV can hold every name: --to csv.',
    },
  ]);
