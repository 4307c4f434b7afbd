import { readFileSync } from 'node:fs';
import type { ThreatDocument } from '../../src/analyse/threat-document.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { documentEverywhere } from './everywhere.ts';

export const supportDeskText: string = readFileSync(
  new URL('../../scenarios/support-desk.yaml', import.meta.url),
  'utf8',
);

/** The bundled support desk, threatened everywhere. */
export const supportDesk = (text = supportDeskText, name = 'support-desk.yaml'): ThreatDocument =>
  documentEverywhere(parseSuiteFile(text, name).file.ecosystem);
