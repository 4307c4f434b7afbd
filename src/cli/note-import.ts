import { printable } from '../base/printable.ts';
import type { LoadedEcosystem } from './loaded.ts';

/** What an import declared, inferred and assumed; nothing of an ecosystem file. Its warnings are told elsewhere, with their lines. */
export async function noteImport({ foreign }: LoadedEcosystem, note: (text: string) => void): Promise<void> {
  if (foreign === undefined) return;
  const { importReport, importReportLines } = await import('../import/import-report.ts');
  const lines = importReportLines({ ...importReport(foreign.imported), warnings: [] });
  note(lines.map(printable).join('\n'));
}
