import { describe, expect, it } from 'vitest';
import { blastradius, folderWith } from './fake-shell.ts';

const file = (control: string, relation = '') => `version: 1
name: trained
components:
  user: { kind: human, exposed: true }
  agent: { kind: agent }
  watch: { kind: monitor, defence: runtime-monitoring }
relations:
  - { from: user, to: agent, kind: messages }
  - { from: watch, to: agent, kind: monitors${relation} }
controls:
  trained: { ${control}, on: { to: agent, kind: messages } }
`;
const explained = async (text: string): Promise<string> =>
  (await blastradius(folderWith({ 'b.yaml': text }), 'explain', 'b.yaml', 'agent')).stdout;

describe('the numbers of a known defence', () => {
  it('are not called those of the author, who said none', async () => {
    const out = await explained(file('defence: adversarial-training'));
    expect(out).toMatch(/^ {2}trained 0\.3 – 0\.75: literature\n {4}adversarial-training: training on attacks/mu);
    expect(out).toContain('    tool-injecagent-finetuned: Zhan');
    expect(out).toMatch(
      /^ {2}detection of watch>monitors>agent#1 0\.1 – 0\.68: literature\n {4}runtime-monitoring: /mu,
    );
    expect(await explained(file('defence: red-teaming'))).toMatch(
      /^ {2}trained 0\.1 – 0\.5: judgement, red-teaming: /mu,
    );
  });

  it('are those of the author where the file says the same', async () => {
    const out = await explained(
      file('defence: adversarial-training, effectiveness: [0.3, 0.75]', ', detection: [0.1, 0.68]'),
    );
    expect(out).toMatch(/^ {2}trained 0\.3 – 0\.75: yours, b\.yaml:11$/mu);
    expect(out).toMatch(/^ {2}detection of watch>monitors>agent#1 0\.1 – 0\.68: yours, b\.yaml:9$/mu);
  });

  it('are not taken for a detection that was assumed', async () => {
    const run = async (text: string): Promise<string> =>
      (await blastradius(folderWith({ 'b.yaml': text }), 'run', 'b.yaml', '--json', '--worlds', '32', '--threads', '1'))
        .stdout;
    const text = file('defence: red-teaming');
    expect(await run(text)).not.toContain('No detection is given');
    expect(await run(text.replace('monitor, defence: runtime-monitoring', 'monitor'))).toContain(
      'No detection is given for 1 relation',
    );
  });
});
