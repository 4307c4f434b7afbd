import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../viz/markdown.ts';
import { outcomeOf, supportDesk, withHostileNames } from './fixture.ts';

describe('the summary for pull requests', () => {
  it('is the text that was reviewed', async () => {
    const { results } = outcomeOf({ ...supportDesk, worlds: 200, entries: ['front-desk', 'crm'] });
    await expect(renderMarkdown(results)).toMatchFileSnapshot('../golden/summary.md');
  });

  it('gives every row of a table the same number of cells, whatever the names hold', () => {
    const { results } = outcomeOf({ ...withHostileNames(supportDesk), worlds: 20 });
    const rows = renderMarkdown({ ...results, name: '@everyone | x' })
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|').length).toBeGreaterThanOrEqual(6);
    expect(renderMarkdown({ ...results, name: '@everyone' })).toContain('`@everyone`');
  });
});
