import { describe, expect, it } from 'vitest';
import type { ThresholdResult } from '../../src/measure/results.ts';
import { renderMarkdown } from '../../viz/markdown.ts';
import { outcomeOf, supportDesk, withHostileNames } from './fixture.ts';
import { deskWithControls, fourShapes } from './suite-fixture.ts';

const desk = outcomeOf({ ...supportDesk, worlds: 200, entries: ['front-desk', 'crm'] });
const withVerdicts = (...verdicts: readonly (readonly [ThresholdResult['verdict'], ThresholdResult['level']])[]) => ({
  ...desk,
  results: {
    ...desk.results,
    thresholds: verdicts.map(([verdict, level], i): ThresholdResult => {
      const [first] = desk.results.thresholds;
      return { ...(first as ThresholdResult), rule: `total mean < ${i}`, verdict, level };
    }),
  },
});
const secondLine = (text: string): string => text.split('\n')[2] ?? '';

describe('the summary for pull requests', () => {
  it('is the text that was reviewed', async () => {
    await expect(renderMarkdown(desk)).toMatchFileSnapshot('../golden/summary.md');
  });

  it('begins with the verdict, the worst entry and its mean with interval', () => {
    expect(secondLine(renderMarkdown(desk))).toMatch(
      /^\*\*✕ 1 of 3 thresholds failed\.\*\* An attack that starts at `front-desk` reaches \*\*3\.\d of 11\*\* other components \(3\.\d – 4\.\d\) on average/,
    );
    expect(secondLine(renderMarkdown(withVerdicts(['passed', 'error'])))).toMatch(/^\*\*✓ The threshold holds\.\*\*/);
    expect(secondLine(renderMarkdown(withVerdicts(['passed', 'error'], ['undecided', 'error'])))).toMatch(
      /^\*\*~ 1 of 2 thresholds undecided\.\*\*/,
    );
    expect(secondLine(renderMarkdown(withVerdicts(['passed', 'error'], ['failed', 'warn'])))).toMatch(
      /^\*\*✓ No threshold failed\*\*, 1 of 2 thresholds warn\./,
    );
    expect(secondLine(renderMarkdown(withVerdicts()))).toMatch(/^An attack/);
  });

  it('says what each control is worth, or how other runs differ', () => {
    const controls = renderMarkdown(deskWithControls());
    expect(controls).toContain('Against `all controls`, in the same worlds:');
    expect(controls).toMatch(/\| `without trace-monitor` \| .* \| no difference seen \|/);
    const runs = renderMarkdown(fourShapes());
    expect(runs).toContain('Against `star`, not paired:');
    expect(runs).toMatch(/\| `complete` \| .* \| \*\*\+/);
  });

  it('folds what is long: a comment holds 65,536 characters', () => {
    const ids = supportDesk.components.map(({ id }) => id);
    const text = renderMarkdown(outcomeOf({ ...supportDesk, worlds: 20, entries: ids }));
    expect(text).toContain('<details><summary>4 more scenarios</summary>');
    expect(text.length).toBeLessThan(65_536);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it('gives every row of a table the same number of cells, whatever the names hold', () => {
    const { results, details } = outcomeOf({ ...withHostileNames(supportDesk), worlds: 20 });
    const rows = renderMarkdown({ results: { ...results, name: '@everyone | x' }, details })
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|').length).toBeGreaterThanOrEqual(6);
    expect(renderMarkdown({ results: { ...results, name: '@everyone' }, details })).toContain('`@everyone`');
  });

  it('has no markup of a name outside code, and links to nothing', () => {
    const text = renderMarkdown({ ...outcomeOf({ ...withHostileNames(supportDesk), worlds: 20 }), label: '<b>[x](y)' });
    const bare = text.replace(/(`+)[^`].*?\1/g, '').replace(/<\/?(details|summary|sub)>/g, '');
    expect(bare).not.toMatch(/<[a-z]|\]\(|https?:/i);
  });

  it('is short for a run without scenarios', () => {
    const { results, details } = desk;
    expect(renderMarkdown({ results: { ...results, scenarios: [], thresholds: [] }, details })).toContain(
      'No scenario was run.',
    );
  });
});
