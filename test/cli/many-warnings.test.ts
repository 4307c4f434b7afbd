import { expect, it } from 'vitest';
import { blastradius, folderWith } from './fake-shell.ts';

const agents = Array.from({ length: 12 }, (_, i) => `a${i}`);
/** Nothing carries spoofing here, which the run says of every scenario. */
const silent = `version: 1
components: { ${agents.map((id) => `${id}: { kind: agent }`).join(', ')} }
relations: [{ from: a0, to: a1, kind: delegates, signed: true, rate: 1 }]
suite: { entries: each, threats: [spoofing], model: independent-cascade }
`;

it('a suite whose scenarios all have a warning shows some, and says how many there are', async () => {
  const { stderr } = await blastradius(folderWith({ 'blastradius.yaml': silent }), 'run', '--threads', '1');
  expect(stderr.match(/^warning: Nothing can spread/gm)).toHaveLength(8);
  expect(stderr).toContain('and 4 more warnings; --json has them all');
});
