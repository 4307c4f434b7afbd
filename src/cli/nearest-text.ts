import { nearestFormats } from '../import/detect.ts';
import type { SourceFile } from '../import/importer.ts';

/** The two formats that come nearest: `n8n workflow (score 0.3: it has nodes and connections; missing: a node type of n8n)`. */
export const nearestText = (file: SourceFile): string[] =>
  nearestFormats(file).map(({ importer, detection: { score, reason, missing } }) => {
    const seen = `score ${Math.round(score * 100) / 100}: ${reason}`;
    return `${importer.title} (${seen}${missing === undefined ? '' : `; missing: ${missing}`})`;
  });
