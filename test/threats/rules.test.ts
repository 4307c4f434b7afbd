import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { bundledCatalogue } from '../../src/threats/bundled-catalogue.ts';
import { owaspRisks, owaspThreats } from '../../src/threats/catalogue.ts';
import { firings } from '../../src/threats/match-rules.ts';
import type { Rule } from '../../src/threats/rule.ts';

const { rules, threats } = bundledCatalogue;
const named = new Set(rules.flatMap((rule) => rule.threats));
const root = new URL('../../', import.meta.url);

const ecosystems = readdirSync(new URL('scenarios/', root))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parseSuiteFile(readFileSync(new URL(`scenarios/${name}`, root), 'utf8'), name).file.ecosystem);

/** What a rule may put into its sentence, by its form. */
const fills = ({ when }: Rule): readonly string[] => {
  if ('component' in when) return ['it'];
  return 'relation' in when ? ['it', 'from', 'to'] : ['it', 'start', 'end'];
};

/** Of all components of all bundled ecosystems, the share that a rule threatens. */
function shareOf(rule: Rule): number {
  const all = ecosystems.reduce((sum, { components }) => sum + components.length, 0);
  const threatened = ecosystems.reduce(
    (sum, ecosystem) => sum + new Set(firings(ecosystem, [rule]).map(({ component }) => component.id)).size,
    0,
  );
  return threatened / all;
}

describe('all rules together', () => {
  it('name every threat of the catalogue, and nothing that it does not have', () => {
    const ids = threats.map(({ id }) => id);
    expect(ids.filter((id) => !named.has(id))).toEqual([]);
    expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids).toHaveLength(102 + 7);
  });

  it("reach every agentic threat of OWASP's and every risk of its Top 10 through a threat that they name", () => {
    const reached = new Set(threats.flatMap(({ id, owasp }) => (named.has(id) ? owasp : [])));
    expect([...owaspThreats, ...owaspRisks].map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
    expect([owaspThreats.length, owaspRisks.length]).toEqual([17, 10]);
  });

  it('have names of their own, in kebab case', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('name no threat twice', () => {
    expect(
      rules.filter((rule) => new Set(rule.threats).size < rule.threats.length || rule.threats.length === 0),
    ).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s gives its reason in one plain sentence', (_, rule) => {
    const { because } = rule;
    const placeholders = [...because.matchAll(/\{([^}]*)\}/gu)].map(([, name]) => name ?? '');
    expect(placeholders.filter((name) => !fills(rule).includes(name))).toEqual([]);
    expect(placeholders.length).toBeGreaterThan(0);
    expect(because).toMatch(/^\S.*[^\s.!?;,:]$/u);
  });

  it('are each silent about half of all components at least', () => {
    const shares = rules.map((rule) => ({ id: rule.id, share: shareOf(rule) }));
    expect(shares.filter(({ share }) => share > 0.5)).toEqual([]);
    expect(shares.some(({ share }) => share > 0)).toBe(true);
  });

  it('are at their widest those that were reviewed', async () => {
    const widest = rules.map((rule) => ({ id: rule.id, share: shareOf(rule) })).toSorted((a, b) => b.share - a.share);
    const lines = widest.slice(0, 10).map(({ id, share }) => `${(share * 100).toFixed(1)} % ${id}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('rules/golden/widest.txt');
  });
});
