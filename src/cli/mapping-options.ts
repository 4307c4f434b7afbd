import type { ImportSettings } from '../import/settings.ts';
import type { Context } from './context.ts';

/** What may be typed about what components are. */
export type MappingOptions = {
  readonly map?: string | undefined;
  readonly kindAttr?: string | undefined;
  readonly layerAttr?: string | undefined;
  readonly assignLayers?: 'random' | undefined;
  readonly seed?: number | undefined;
};

/** Whether a graph is to be read with kinds and layers. */
export const wantsMapping = ({ map, kindAttr, layerAttr, assignLayers }: MappingOptions): boolean =>
  [map, kindAttr, layerAttr, assignLayers].some((typed) => typed !== undefined);

/** Of the draw of layers; undefined if none are drawn. */
export const layersSeed = ({ assignLayers, seed }: MappingOptions): number | undefined =>
  assignLayers === undefined ? undefined : (seed ?? 1);

/**
 * What was typed, with the map read. @param root - the folder from which names of files are told
 * @throws {InvalidInputError} if the map cannot be read
 */
export async function importSettings(options: MappingOptions, root: string, context: Context): Promise<ImportSettings> {
  const { map, kindAttr, layerAttr } = options;
  const seed = layersSeed(options);
  return {
    kindAttribute: kindAttr,
    layerAttribute: layerAttr,
    ...(seed === undefined ? {} : { randomLayers: { seed } }),
    ...(map === undefined ? {} : { map: await readMap(map, root, context) }),
  };
}

async function readMap(path: string, root: string, { reader }: Context): Promise<ImportSettings['map']> {
  const { readElementMap } = await import('../import/read-element-map.ts');
  const [file] = await reader.readAll([path], root);
  return file && readElementMap(file);
}
