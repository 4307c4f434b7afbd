import { channelSchema } from './channel-schema.ts';
import { componentSchema, controlSchema, relationSchema } from './ecosystem-schema.ts';
import type { FileKind } from './file-kind.ts';
import { responseSchema } from './settings-schema.ts';
import { fileVersion, suiteFileSchema, suiteSchema, threatWords } from './suite-schema.ts';

/** Ecosystem/suite files. */
export const suiteFileKind: FileKind = {
  schema: suiteFileSchema,
  version: fileVersion,
  beginning: 'An ecosystem file begins with "version: 1"; "blastradius init" writes one to start from.',
  homes: [
    ['at the top of the file', Object.keys(suiteFileSchema.shape)],
    ['under suite', Object.keys(suiteSchema.shape)],
    ['under suite.response', Object.keys(responseSchema.shape)],
    ['in a component', Object.keys(componentSchema.shape)],
    ['in a relation', Object.keys(relationSchema.shape)],
    ['in an entry of controls', Object.keys(controlSchema.shape)],
    ['in an entry of suite.channels', Object.keys(channelSchema.shape)],
  ],
  loneWords: threatWords,
};
