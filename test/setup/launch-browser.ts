import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** The first start on a fresh machine reads some 200 MB from disk; later ones take half a second. */
const FIRST_LAUNCH_MS = 90_000;

/** A headless Chromium with a profile of its own, thrown away when it is closed, that can reach this machine only. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No chromium here: run the slow project, whose setup installs it');
  return await chromium.launch({
    executablePath,
    timeout: FIRST_LAUNCH_MS,
    // Chromium refuses to start its sandbox as root, as it usually runs in containers.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--no-proxy-server',
      '--no-pings',
      '--dns-prefetch-disable',
      '--disable-domain-reliability',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}
