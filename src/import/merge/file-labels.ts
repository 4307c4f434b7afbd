/**
 * Short names of files, to stand before ids that several of them use: `flows/crew.json` -> `crew`. Where two files are
 * called alike, all of these get the folder above in front, until they differ: `cursor.mcp`, `vscode.mcp`.
 */
export function fileLabels(names: readonly string[]): ReadonlyMap<string, string> {
  const labels = new Map(names.map((name) => [name, label(name, 1)]));
  const deepest = Math.max(0, ...names.map((name) => stepsOf(name).length));
  for (let depth = 2; depth <= deepest; depth++) {
    for (const name of alike(labels)) labels.set(name, label(name, depth));
  }
  // `a.json` and `a.yaml` of one folder.
  for (const name of alike(labels)) labels.set(name, clean(stepsOf(name).join('.')));
  for (const [n, name] of [...alike(labels)].sort().entries()) labels.set(name, `${labels.get(name)}#${n + 1}`);
  return labels;
}

const stepsOf = (name: string): string[] => name.split(/[\\/]/u).filter((step) => step !== '');

function label(name: string, depth: number): string {
  const steps = stepsOf(name).slice(-depth);
  const last = (steps.pop() ?? '').replace(/(?!^)\.[^.]*$/u, '');
  return clean([...steps, last].map((step) => step.replace(/^\.+(?=.)/u, '')).join('.'));
}

const LONGEST = 80;

const clean = (text: string): string =>
  text
    .replace(/[\p{Cc}<>]/gu, '')
    .trim()
    .slice(-LONGEST) || 'file';

function alike(labels: ReadonlyMap<string, string>): readonly string[] {
  const uses = new Map<string, number>();
  for (const one of labels.values()) uses.set(one, (uses.get(one) ?? 0) + 1);
  return [...labels].filter(([, one]) => (uses.get(one) ?? 0) > 1).map(([name]) => name);
}
