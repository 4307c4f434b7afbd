import { readFile } from 'node:fs/promises';
import { loadReportAssets } from '../assets.ts';
import type { ReportAssets } from '../page.ts';
import type { LiveAssets } from './live-page.ts';

/** What pages of the server need: those of the report, their own style, and the code that listens. */
export type ServedAssets = { readonly report: ReportAssets; readonly live: LiveAssets };

/** @param companion - viz/browser/live-main.ts, bundled; that of the build unless given */
export async function loadServedAssets(
  report?: ReportAssets,
  companion: string | Promise<string> = readFile(built, 'utf8'),
): Promise<ServedAssets> {
  const [assets, script, style] = await Promise.all([
    report ?? loadReportAssets(),
    companion,
    readFile(new URL('./live.css', import.meta.url), 'utf8'),
  ]);
  const safe = script.replaceAll('</script', '<\\/script');
  return { report: assets, live: { ...assets, style: `${assets.style}\n${style}`, companion: safe } };
}

const isSource = import.meta.url.endsWith('.ts');
const built = new URL(isSource ? '../../dist/viz/browser/companion.js' : '../browser/companion.js', import.meta.url);
