import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layerNames } from '../src/graph/kinds.ts';
import maestro from '../src/threats/data/maestro-threats.json' with { type: 'json' };

const root = new URL('../', import.meta.url);
const canonical: readonly string[] = Object.values(layerNames);

/** What people write for the seven names, those included: singular for plural, signs for words, halves swapped. */
const likeLayerNames = [
  /\bFoundation(?:al)? Models?\b/gu,
  /\bData (?:Operations?|Ops)\b/gu,
  /\bAgent(?:ic)? Frameworks?\b/gu,
  /\bDeployments? (?:and |& |&amp; |\/ ?)?Infrastructures?\b/gu,
  /\bInfrastructure (?:and|&|&amp;) Deployment\b/gu,
  /\bEvaluations? (?:and|&|&amp;|\/) (?:Observability|Monitoring)\b/gu,
  /\bObservability (?:and|&|&amp;) Evaluation\b/gu,
  /\bSecurity (?:and|&|&amp;|\/) Compliances?\b/gu,
  /\bCompliance (?:and|&|&amp;) Security\b/gu,
  /\bAgent(?:ic|s)? Ecosystems?\b/gu,
] as const;

const otherNames = (text: string): string[] =>
  likeLayerNames.flatMap((like) => text.match(like) ?? []).filter((name) => !canonical.includes(name));

function filesUnder(folder: string): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesUnder(`${folder}${entry.name}/`);
    return /\.(?:ts|md|json|yaml|html|css)$/u.test(entry.name) ? [`${folder}${entry.name}`] : [];
  });
}

const files = ['README.md', ...['src/', 'viz/', 'docs/', 'scenarios/'].flatMap(filesUnder)];

describe('names of layers', () => {
  it('are MAESTRO’s seven wherever they are written: in code, data, rules, pages, reports and scenarios', () => {
    const found = files.flatMap((file) =>
      otherNames(readFileSync(new URL(file, root), 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  });

  it('are those seven in the catalogue too, by number', () => {
    expect(Object.fromEntries(maestro.layers.map(({ id, name }) => [id, name]))).toEqual(layerNames);
  });

  it.each([
    'Deployment & Infrastructure',
    'Deployment Infrastructure',
    'Evaluation & Observability',
    'Evaluation and Monitoring',
    'Security & Compliance',
    'Agent Framework',
    'Data Operation',
    'Foundation Model',
    'Agentic Ecosystem',
  ])('are not %s', (name) => {
    expect(otherNames(`Layer 4 is called ${name}, some say.`)).toEqual([name]);
    expect(otherNames(canonical.join(', '))).toEqual([]);
  });
});
