import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { threatModel } from '../../src/threats/threat-model.ts';
import { parseScenario } from '../scenario-table.ts';

const names = readdirSync(new URL('../../scenarios/', import.meta.url)).filter((name) => name.endsWith('.yaml'));

describe('the threats of bundled ecosystems', () => {
  it.each(names)('of %s are those that were checked against the catalogue', async (name) => {
    const { file } = parseScenario(name);
    const lines = threatModel(file.ecosystem).threats.map(({ threat, component, rule, because, controls }) => {
      const on = controls.length === 0 ? '' : ` [${controls.map(({ id }) => id).join(', ')}]`;
      return `${threat.id} ${threat.name} | ${component.id} | ${because} (${rule.id})${on}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name.replace('.yaml', '.txt')}`);
  });

  it('are the same again', () => {
    const { file } = parseScenario('coding-assistant.yaml');
    const ids = () => threatModel(file.ecosystem).threats.map(({ id }) => id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(ids().length);
  });
});
