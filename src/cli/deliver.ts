import { printable } from '../base/printable.ts';
import type { Context } from './context.ts';
import { cutEnding, type TypedTarget } from './convert-target.ts';
import type { ExitCode } from './shell.ts';
import { usageError } from './usage.ts';
import { type Output, refuseOverwriting, writeOutputs } from './write-output.ts';

/** What a conversion came to, before anything is written. */
export type Delivery = {
  readonly format: { readonly format: string; readonly endings: readonly string[] };
  readonly files: readonly { readonly suffix: string; readonly content: Output['content'] }[];
  /** Of a raw graph its nodes and arcs. */
  readonly components: number;
  readonly relations: number;
  /** Both in words. */
  readonly size: string;
  /** The one whose results go along. */
  readonly scenario: string | undefined;
  /** What to do with the files that were written. */
  readonly next: (files: string) => string;
};

/** Writes it where -o says, else on stdout. @throws {InvalidInputError} if files are there, or it is more than one text */
export function deliver(
  delivery: Delivery,
  { output, force }: TypedTarget & { readonly force?: true },
  context: Context,
): ExitCode {
  if (output === undefined) return print(delivery, context);
  const { shell, options, say, note, document } = context;
  const [stem, ending] = cutEnding(output, delivery.format);
  const outputs = delivery.files.map(({ suffix, content }) => ({ path: `${stem}${suffix}${ending}`, content }));
  const paths = outputs.map(({ path }) => path);
  refuseOverwriting(shell.cwd, paths, force === true, 'name another file');
  writeOutputs(shell.cwd, outputs);
  if (options.json === true) document(described(delivery, paths));
  const { size, scenario } = delivery;
  const written = paths.join(' and ');
  say(printable(`wrote ${written}: ${size}${scenario === undefined ? '' : `, results of ${scenario}`}`));
  note(printable(`next: ${delivery.next(written)}`));
  return 0;
}

function print(delivery: Delivery, { shell, options, document }: Context): ExitCode {
  const [file, ...others] = delivery.files;
  if (file === undefined || others.length > 0) {
    const found = `none, and ${delivery.format.format} is ${delivery.files.length} files`;
    throw usageError('-o FILE', found, `For example: -o graph${delivery.format.endings[0] ?? ''}.`);
  }
  if (options.json === true) {
    document({ ...described(delivery, []), text: [...textsOf(file.content)].join('') });
    return 0;
  }
  for (const text of textsOf(file.content)) shell.stdout.write(text);
  return 0;
}

const textsOf = (content: Output['content']): Iterable<string> =>
  'pieces' in content ? content.pieces : [String(content.whole)];

const described = ({ format, components, relations, scenario }: Delivery, files: readonly string[]): object => ({
  format: format.format,
  files,
  components,
  relations,
  scenario,
});
