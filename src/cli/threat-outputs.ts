import { extname } from 'node:path';
import type { ThreatDocument } from '../analyse/threat-document.ts';
import { jsonText } from '../run/json-text.ts';
import type { Context } from './context.ts';
import { quoted } from './option-value.ts';
import { repositoryPath } from './repository-path.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';
import { writeOutputs } from './write-output.ts';

type Render = (document: ThreatDocument, context: Context) => Promise<string>;

/** Ending -> what is written. */
const renders = {
  md: markdown,
  csv: async (document) => (await import('../analyse/threat-csv.ts')).threatCsv(document),
  json: async (document) => jsonText(document),
  sarif: async (document, { reader, shell }) => {
    const { sarifOf } = await import('../analyse/sarif.ts');
    const inRepository = repositoryPath(shell.cwd);
    return jsonText(sarifOf(document, { pathOf: (file) => inRepository(reader.pathOf(file)) }));
  },
} as const satisfies Readonly<Record<string, Render>>;

/** What `-o` asks for. @throws {InvalidInputError} before anything is simulated, if an ending cannot be written */
export function threatOutputs(paths: readonly string[]): {
  readonly write: (document: ThreatDocument, context: Context) => Promise<void>;
} {
  const asked = paths.map((path) => ({ path, render: renderFor(path) }));
  return {
    write: async (document, context) => {
      const outputs = await Promise.all(
        asked.map(async ({ path, render }) => ({ path, content: { whole: await render(document, context) } })),
      );
      writeOutputs(context.shell.cwd, outputs);
      for (const { path } of outputs) context.note(`wrote ${path}`);
    },
  };
}

function renderFor(path: string): Render {
  const ending = extname(path).slice(1).toLowerCase();
  if (Object.hasOwn(renders, ending)) return renders[ending as keyof typeof renders];
  const endings = Object.keys(renders);
  throw usageError(
    `an ending of ${endings.map((one) => `.${one}`).join(', ')} after -o`,
    quoted(path),
    suggestion(ending, endings),
  );
}

/** PASTA's stages stand for themselves; what STRIDE alone would find stands below the threats. */
async function markdown(document: ThreatDocument): Promise<string> {
  const { name, pasta, sideBySide } = document;
  if (pasta !== undefined) return (await import('../analyse/pasta-markdown.ts')).pastaMarkdown(pasta, name);
  const threats = (await import('../analyse/threat-markdown.ts')).threatMarkdown(document);
  if (sideBySide === undefined) return threats;
  return `${threats}\n${(await import('../analyse/side-by-side-markdown.ts')).sideBySideMarkdown(sideBySide)}`;
}
