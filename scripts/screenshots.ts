import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchBrowser } from '../test/setup/launch-browser.ts';

/**
 * Takes pictures of a report as readers see it: node --import tsx scripts/screenshots.ts [REPORT.html [FOLDER]]
 * Without arguments: of blastradius-demo/report.html (npm run demo), into docs/images.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const [report = join(root, 'blastradius-demo', 'report.html'), folder = join(root, 'docs', 'images')] =
  process.argv.slice(2);

const shots = [
  { name: 'report-light-1280', width: 1280, height: 1560, colorScheme: 'light' },
  { name: 'report-dark-1280', width: 1280, height: 1560, colorScheme: 'dark' },
  { name: 'report-light-390', width: 390, height: 1560, colorScheme: 'light' },
] as const;

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const { name, width, height, colorScheme } of shots) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    await page.goto(pathToFileURL(resolve(report)).href);
    await page.waitForSelector('main[data-ready]');
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    await page.close();
    process.stdout.write(`${path}\n`);
  }
} finally {
  await browser.close();
}
