import { channels, describeProbability, restrictions } from './channels.ts';
import { maturityOf } from './maturity.ts';

/** The channel table as docs/model.md shows it. */
export function channelTableMarkdown(): string {
  const head = ['class', 'relation', 'only', 'probability (5 – 95 %)', 'evidence', 'threats', 'maturity', 'why'];
  const rows = channels.map((channel) => [
    channel.threat,
    `\`${channel.kind}\` ${channel.direction}`,
    restrictions(channel).replace(/^, /u, ''),
    describeProbability(channel),
    channel.evidence === 'judgement' ? 'judgement' : channel.evidence.map((id) => `\`${id}\``).join(' '),
    channel.threats.join(' '),
    maturityOf(channel),
    channel.note,
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
