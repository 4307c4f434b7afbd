import { yamlText } from '../yaml-scalar.ts';
import { type Fingerprints, fingerprintText } from './fingerprints.ts';

/** How an ecosystem file was imported. */
export type ImportedFrom = {
  /** Files and folders, from the folder of the ecosystem file. */
  readonly from: readonly string[];
  readonly format?: string | undefined;
  readonly merge?: boolean | undefined;
  readonly sameAs?: readonly (readonly string[])[] | undefined;
  /** A path, as those of `from`. */
  readonly map?: string | undefined;
  readonly kindAttribute?: string | undefined;
  readonly layerAttribute?: string | undefined;
  readonly layersSeed?: number | undefined;
};

/** The last section of a file that `import` writes: what `import --update` compares with. */
export function importedBlock(how: ImportedFrom, { components, relations }: Fingerprints): string {
  const { from, format, merge = true, sameAs = [], map, kindAttribute, layerAttribute, layersSeed } = how;
  const said = (key: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`  ${key}: ${yamlText(text)}`];
  const list = (texts: readonly string[]): string => `[${texts.map(yamlText).join(', ')}]`;
  return [
    '',
    '# What `blastradius import --update` compares with, so that your edits above stay.',
    'imported:',
    `  from: ${list(from)}`,
    ...said('format', format),
    ...(merge ? [] : ['  merge: false']),
    ...(sameAs.length === 0 ? [] : [`  same_as: [${sameAs.map(list).join(', ')}]`]),
    ...said('map', map),
    ...said('kind_attr', kindAttribute),
    ...said('layer_attr', layerAttribute),
    ...(layersSeed === undefined ? [] : [`  layers_seed: ${layersSeed}`]),
    ...folded('components', fingerprintText(components)),
    ...folded('relations', fingerprintText(relations)),
    '',
  ].join('\n');
}

const WIDTH = 110;
/** What every reader takes for a letter in a folded text. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;

function folded(key: string, text: string): string[] {
  if (text === '') return [];
  if (!PRINTABLE.test(text)) return [`  ${key}: ${yamlText(text)}`];
  const lines: string[] = [];
  for (const token of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + token.length >= WIDTH) lines.push(`    ${token}`);
    else lines[lines.length - 1] = `${last} ${token}`;
  }
  return [`  ${key}: >-`, ...lines];
}
