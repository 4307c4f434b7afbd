import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInputError } from '../base/errors.ts';
import { graphFormats } from '../export/graph-formats.ts';
import { rawGraphFormats } from '../export/raw/raw-graph-formats.ts';
import type { ConvertOptions } from './convert-ecosystem.ts';
import { convertTarget, filesOf } from './convert-target.ts';
import { ECOSYSTEM } from './recognise.ts';
import { refuseOverwriting } from './write-output.ts';

const oneFile = (): readonly { readonly suffix: string }[] => [{ suffix: '' }];
const own = { format: ECOSYSTEM, endings: ['.yaml', '.yml'], write: oneFile };
const ofEcosystems = [...graphFormats, own];
const ofRawGraphs = rawGraphFormats.map(({ format, endings }) => ({ format, endings, write: oneFile }));
const all = [
  ...ofEcosystems,
  ...ofRawGraphs.filter(({ format }) => ofEcosystems.every((one) => one.format !== format)),
];

/**
 * Before anything is read: reading may take minutes.
 * @throws {InvalidInputError} if neither an ecosystem nor a raw graph could be written there
 */
export function checkTarget(options: ConvertOptions, cwd: string): void {
  const { to, output, force } = options;
  const possible = [
    targetIn(ofEcosystems, { ...options, ...(to === 'csv' && { to: 'csv-pair' }) }),
    targetIn(ofRawGraphs, options),
  ].filter((one) => one !== undefined);
  if (possible.length === 0) convertTarget(all, options);
  if (output === undefined) return;
  const places = possible.map((format) => filesOf(output, format));
  const [first = []] = places;
  const isFree = (path: string): boolean => !existsSync(resolve(cwd, path));
  if (!places.some((paths) => paths.every(isFree))) refuseOverwriting(cwd, first, force === true, 'name another file');
}

function targetIn<F extends (typeof all)[number]>(formats: readonly F[], options: ConvertOptions): F | undefined {
  try {
    return convertTarget(formats, options);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}
