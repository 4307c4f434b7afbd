import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { channelTableMarkdown } from '../../src/threats/channel-table.ts';
import { channels } from '../../src/threats/channels.ts';
import { classTableMarkdown } from '../../src/threats/classes.ts';

const page = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');

it('docs/model.md holds the channel table as the code has it', () => {
  expect(page).toContain(`\n${channelTableMarkdown()}\n`);
  expect(channelTableMarkdown().split('\n')).toHaveLength(channels.length + 2);
});

it('docs/model.md holds the threat classes as the code has them', () => {
  expect(page).toContain(`\n${classTableMarkdown()}\n`);
});
