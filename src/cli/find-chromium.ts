import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Shell } from './shell.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'chrome.exe',
  'msedge.exe',
];
/** Where it is installed without being on the PATH. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The Chromium of this machine: CHROMIUM_PATH, else one of its names on the PATH, else where it usually is. */
export function findChromium(env: Shell['env']): string | undefined {
  const asked = env['CHROMIUM_PATH'];
  // Whoever names one wants that one.
  if (asked !== undefined && asked !== '') return isExecutable(asked) ? asked : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, ...usualPlaces].find(isExecutable);
}

function isExecutable(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
