import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blastradius, folderWith, type Said } from './fake-shell.ts';

const server = (name: string, ...args: string[]): object => ({ command: 'npx', args: ['-y', name, ...args] });
const config = (servers: object): string => JSON.stringify({ mcpServers: servers }, null, 2);
const github = server('@modelcontextprotocol/server-github');
const files = server('@modelcontextprotocol/server-filesystem', './data');

/** A folder with a configuration and the ecosystem file that was imported from it. */
async function imported(...options: string[]) {
  const folder = folderWith({ '.cursor/mcp.json': config({ github, files }) });
  await blastradius(folder, 'import', '.cursor', '-o', 'model/eco.yaml', ...options);
  const path = join(folder, 'model/eco.yaml');
  return {
    folder,
    text: () => readFileSync(path, 'utf8'),
    edit: (from: string | RegExp, to: string) => {
      const before = readFileSync(path, 'utf8');
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      writeFileSync(path, after);
    },
    change: (servers: object) => writeFileSync(join(folder, '.cursor/mcp.json'), config(servers)),
    update: (...more: string[]): Promise<Said> => blastradius(folder, 'import', '--update', 'model/eco.yaml', ...more),
  };
}

describe('import --update', () => {
  it('changes no byte if nothing changed', async () => {
    const { text, update, change } = await imported();
    const before = text();
    const said = await update();
    expect(said).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining('nothing to change') });
    expect(text()).toBe(before);
    change({ github, files, fetch: server('mcp-fetch-server') });
    await update();
    expect(text()).not.toBe(before);
    change({ github, files });
    await update();
    expect(text()).toBe(before);
  });
  it('keeps edits, additions, deletions, the suite and comments while the sources change', async () => {
    const { text, edit, update, change } = await imported();
    edit('version: 1', '# Checked by Anna.\nversion: 1');
    edit('    kind: data-store\n', '    kind: data-store\n    value: 7 # customers\n');
    edit('\nrelations:', '  robot: { kind: agent }\n\nrelations:\n  - { from: robot, to: github, kind: invokes }');
    edit(/ {2}user:\n(?: {4}.*\n)+/, '');
    edit(/ {2}- from: user\n(?: {4}.*\n)+/, '');
    edit(
      '\n# What `blast',
      '\nsuite:\n  worlds: 64 # few\nthresholds:\n  - component robot reach < 0.5\n\n# What `blast',
    );
    change({ fetch: server('mcp-fetch-server'), files, github });
    const said = await update('--json');
    expect(said.exitCode).toBe(0);
    const { changes } = JSON.parse(said.stdout) as { changes: { id: string; because: string }[] };
    const because = Object.fromEntries(changes.map((one) => [one.id, one.because]));
    expect(because).toMatchObject({
      './data': 'edited by hand',
      user: 'deleted by hand',
      'cursor>invokes>fetch#1': 'new',
      fetch: 'new',
    });
    expect(because).not.toHaveProperty('robot');
    expect(text()).toContain('# Checked by Anna.\nversion: 1');
    expect(text()).toContain('# customers');
    expect(text()).toContain('    value: 7\n');
    expect(text()).toContain('  robot:\n    kind: agent\n');
    expect(text()).toContain('suite:\n  worlds: 64 # few\n');
    expect(text()).not.toContain('  user:\n');
    // The place of what was edited follows its source.
    expect(text()).toMatch(/\.\/data.*\n.*kind: data-store\n.*value: 7\n.*mcp\.json:1[4-9]:/);
    const after = text();
    await update();
    expect(text()).toBe(after);
  });
  it('asks no more for what was decided by hand', async () => {
    const { edit, update } = await imported();
    expect((await update()).stderr).toContain('model, tier: how strong');
    edit('  model:\n    kind: model\n', '  model:\n    kind: model\n    tier: mid\n');
    const said = await update();
    expect(said.stderr).not.toContain('model, tier: how strong');
    expect(said.stderr).toContain('approval, effectiveness');
  });
  it('takes other sources, and writes elsewhere, if it is told to', async () => {
    const { folder, text, update } = await imported();
    writeFileSync(join(folder, 'other.json'), config({ fetch: server('mcp-fetch-server') }));
    const before = text();
    expect((await update('other.json', '-o', 'new.yaml')).exitCode).toBe(0);
    expect(text()).toBe(before);
    const made = readFileSync(join(folder, 'new.yaml'), 'utf8');
    expect(made).toContain('from: [other.json]');
    expect(made).not.toContain('github');
  });
  it('keeps the ids of the file when another source comes beside it, and when it goes again', async () => {
    const { folder, text, edit, update } = await imported();
    edit('  model:\n    kind: model\n', '  model:\n    kind: model\n    tier: frontier\n');
    edit(/ {2}user:\n(?: {4}.*\n)+/, '');
    edit(/ {2}- from: user\n(?: {4}.*\n)+/, '');
    edit('\n# What `blast', '\nsuite: { entries: [cursor] }\n\n# What `blast');
    const before = text();
    writeFileSync(join(folder, 'desk.json'), config({ github, fetch: server('mcp-fetch-server') }));
    const said = await update('.cursor', 'desk.json', '--json');
    const { changes } = JSON.parse(said.stdout) as { changes: { id: string; because: string }[] };
    expect(changes.filter(({ because }) => because.includes('gone'))).toEqual([]);
    expect(changes).toContainEqual({ part: 'component', id: 'model', because: 'edited by hand' });
    expect(text()).toContain('  model:\n    kind: model\n    tier: frontier\n');
    expect(text()).toContain('  desk.model:\n');
    expect(text()).not.toContain('cursor.mcp.model');
    await update('.cursor');
    expect(text()).toBe(before);
  });
  it('merges as the first import did', async () => {
    const { folder, update, text } = await imported('--no-merge');
    expect(text()).toContain('  merge: false\n');
    writeFileSync(join(folder, '.cursor/more.json'), config({ github }));
    await update();
    expect(text()).toContain('  more.github:');
  });
  it('needs a file that knows its sources, or sources', async () => {
    const folder = folderWith({
      'own.yaml': 'version: 1\ncomponents: { mine: { kind: agent } }\n',
      'mcp.json': config({ github }),
      'own.json': '{"version": 1, "components": {"a": {"kind": "agent"}}}',
    });
    const said = await blastradius(folder, 'import', '--update', 'own.yaml');
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('import --update own.yaml FILE') });
    expect((await blastradius(folder, 'import', '--update', 'own.json', 'mcp.json')).exitCode).toBe(2);
    expect((await blastradius(folder, 'import', '--update', 'own.yaml', 'mcp.json')).exitCode).toBe(0);
    const text = readFileSync(join(folder, 'own.yaml'), 'utf8');
    expect(text).toContain('  mine:\n    kind: agent\n');
    expect(text).toContain('  github:\n');
  });
  it('refuses to change a file whose mistakes it would carry on', async () => {
    const { text, edit, update } = await imported();
    edit('kind: data-store', 'kind: data-stroe');
    const before = text();
    expect(await update()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('data-store') });
    expect(text()).toBe(before);
  });
});

describe('import --strict', () => {
  it('lists what was assumed and writes nothing', async () => {
    const folder = folderWith({ 'mcp.json': config({ github }) });
    const said = await blastradius(folder, 'import', 'mcp.json', '--strict', '-o', 'eco.yaml');
    expect(said.exitCode).toBe(1);
    expect(said.stderr).toContain('error: model is assumed: it runs on a foundation model');
    expect(() => readFileSync(join(folder, 'eco.yaml'))).toThrow();
  });
  it('lists warnings as well, such as a broken file in a folder', async () => {
    const folder = folderWith({ 'mcp.json': config({ github }), 'broken.json': '{"mcpServers": {"a": ' });
    const said = await blastradius(folder, 'import', '.', '--strict', '--json');
    expect(said.exitCode).toBe(1);
    const { strict } = JSON.parse(said.stdout) as { strict: string[] };
    expect(strict).toContainEqual(expect.stringContaining('broken.json:1:22: expected'));
  });
  it('lets pass what was decided by hand', async () => {
    const { text, edit, update } = await imported();
    while (text().includes('certainty: assumed')) edit('certainty: assumed', 'certainty: declared');
    expect(await update('--strict')).toMatchObject({ exitCode: 0 });
    edit(/certainty: declared(?=.*rule)/, 'certainty: assumed');
    expect((await update('--strict')).exitCode).toBe(1);
  });
});

it('import without files says what to name', async () => {
  expect(await blastradius(folderWith({}), 'import')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('blastradius import . -o'),
  });
});
