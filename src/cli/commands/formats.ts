import { rawFormats } from '../../compile/raw-reader.ts';
import type { Importer } from '../../import/importer.ts';
import { importers } from '../../import/importers.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';
import type { Terminal } from '../terminal.ts';
import { wrapped } from '../wrapped.ts';
import { type WrittenFormat, writtenFormats } from '../written-formats.ts';

type Listed = { readonly format: string; readonly title: string; readonly gives: string };

const own: readonly Listed[] = [
  {
    format: 'ecosystem',
    title: 'blastradius ecosystem file',
    gives: 'everything: components, relations, controls, suite, thresholds',
  },
];

export async function action(_args: readonly string[], _options: object, context: Context): Promise<ExitCode> {
  const formats = [...own, ...importers.map(listed)];
  const written = writtenFormats();
  if (context.options.json === true) context.document({ formats, written });
  context.say(formats.map((one) => formatText(one, context.screen)).join('\n'));
  context.say('\nWritten by: blastradius graph convert FILE -o OUT, or --to FORMAT\n');
  context.say(written.map((one) => formatText({ ...one, gives: givesOf(one) }, context.screen)).join('\n'));
  return 0;
}

const listed = ({ format, title, gives }: Importer): Listed => ({
  format,
  title,
  gives: rawFormats.some((raw) => raw === format) ? `${gives}; a raw graph if its nodes say no kind` : gives,
});

const givesOf = ({ endings, of }: WrittenFormat): string =>
  `of ${of.map((one) => (one === 'ecosystem' ? 'an ecosystem' : 'a raw graph')).join(' or ')}; ${endings.join(' ')}`;

const WIDEST_LINE = 100;

/** The name for `-f` and the title, what it gives below. */
function formatText({ format, title, gives }: Listed, { columns, paint }: Terminal): string {
  const indent = ' '.repeat(NAME_COLUMNS + 4);
  const lines = wrapped(gives, Math.min(columns, WIDEST_LINE) - indent.length);
  return [`  ${paint.bold(format.padEnd(NAME_COLUMNS))}  ${title}`, ...lines.map((line) => indent + line)].join('\n');
}

const NAME_COLUMNS = Math.max(...[...own, ...importers].map(({ format }) => format.length));
