import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ensureBuilt } from '../../setup/ensure-built.ts';
import { blastradius, folderWith } from '../fake-shell.ts';
import { smallDesk } from '../small-desk.ts';
import { until, viewing } from './viewing.ts';

/* The command as it is, over real connections. The code of its pages is that of the build. */
beforeAll(ensureBuilt, 120_000);

async function withResults(...names: string[]): Promise<string> {
  const folder = folderWith({ 'desk.yaml': smallDesk });
  for (const [i, name] of names.entries()) {
    const said = await blastradius(folder, 'run', 'desk.yaml', '--out', name, '-n', '320', '--seed', String(i + 1));
    expect(said.exitCode).toBe(0);
  }
  return folder;
}

describe('view of a folder with results', () => {
  it('says on one line where it is, for scripts', async () => {
    const { url, port, results, shell } = await viewing(await withResults('out'), 'out');
    expect(url).toBe(`http://127.0.0.1:${port}/`);
    expect(results).toEqual([{ label: 'out', url }]);
    expect(shell.said.stdout.split('\n')).toHaveLength(2);
  });

  it('serves the report, drawn from the results and not from report.html', async () => {
    const folder = await withResults('out');
    writeFileSync(join(folder, 'out', 'report.html'), 'an old one');
    const { status, headers, text } = await (await viewing(folder, 'out')).ask('/');
    expect(status).toBe(200);
    expect(text).toContain('<title>small-desk · blast radius</title>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('answers HEAD with the headers alone, and nothing else with anything', async () => {
    const { ask } = await viewing(await withResults('out'), 'out');
    const [page, head, post] = [await ask('/'), await ask('/', {}, 'HEAD'), await ask('/', {}, 'POST')];
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(page.headers['content-length']);
    expect(post).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect((await ask('/events', {}, 'HEAD')).headers['content-type']).toBe('text/event-stream; charset=utf-8');
  });

  it('refuses who calls it by another name, or calls from another site', async () => {
    const { ask, port } = await viewing(await withResults('out'), 'out');
    for (const path of ['/', '/events']) {
      expect(await ask(path, { Host: `evil.example:${port}` })).toMatchObject({ status: 403 });
      expect(await ask(path, { Origin: 'http://evil.example' })).toMatchObject({ status: 403 });
    }
    expect(await ask('/', { Host: `localhost:${port}` })).toMatchObject({ status: 200 });
  });

  it.each([
    '/summary.json',
    '/out/summary.json',
    '/../desk.yaml',
    '/..%2fdesk.yaml',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/etc/passwd',
    '//etc/passwd',
    '/r/1',
    '/r/__proto__',
    '/__proto__',
    '/constructor',
    '/r/1/../../desk.yaml',
    '/?file=../desk.yaml/../x',
    'http://127.0.0.1/summary.json',
    '*',
  ])('has nothing of the disk at %s', async (path) => {
    const { status, text } = await (await viewing(await withResults('out'), 'out')).ask(path);
    if (path.startsWith('/?')) expect(text).toContain('<title>small-desk');
    else expect({ status, text }).toEqual({ status: 404, text: 'Nothing is here.' });
  });

  it('shows new results once they are there', async () => {
    const folder = await withResults('out');
    const { ask, news } = await viewing(folder, 'out');
    const updates = news();
    const { value: first } = await updates.next();
    expect(first.version).toMatch(/^report /);
    await blastradius(folder, 'run', 'desk.yaml', '--out', 'out', '-n', '640', '--seed', '9');
    const next = await until(updates, ({ version }) => version !== first.version && version !== 'live');
    expect(next.version).toMatch(/^report /);
    expect((await ask('/')).text).toContain('640 worlds, seed 9');
  });

  it('takes a file of the results for all of them', async () => {
    const folder = await withResults('out');
    for (const name of ['summary.json', 'report.html']) {
      const { results, end } = await viewing(folder, join('out', name));
      expect(results[0]?.label).toBe('out');
      await end();
    }
  });

  it('waits in an empty folder for a run to begin', async () => {
    const folder = folderWith({ 'desk.yaml': smallDesk });
    mkdirSync(join(folder, 'out'));
    const { news } = await viewing(folder, 'out');
    const updates = news();
    await until(updates, ({ main }) => main?.includes('Waiting') === true);
    await blastradius(folder, 'run', 'desk.yaml', '--out', 'out', '-n', '320');
    await until(updates, ({ version }) => version?.startsWith('report ') === true);
  });

  it('says in the page what became of results that are gone or cannot be read', async () => {
    const folder = await withResults('out');
    const { ask, news } = await viewing(folder, 'out');
    writeFileSync(join(folder, 'out', 'summary.json'), '{"schemaVersion": 99}');
    const broken = await until(news(), ({ main }) => main?.includes('Cannot be run') === true);
    expect(broken.main).toContain('version 99');
    rmSync(join(folder, 'out'), { recursive: true });
    await until(news(), ({ main }) => main?.includes('Waiting') === true);
    expect((await ask('/')).status).toBe(200);
  });
});

describe('view of several folders', () => {
  it('puts them side by side, each with a report of its own', async () => {
    const folder = await withResults('before', 'after');
    const { ask, results, url } = await viewing(folder, 'before', 'after');
    expect(results).toEqual([
      { label: 'before', url: `${url}r/1` },
      { label: 'after', url: `${url}r/2` },
    ]);
    const { text } = await ask('/');
    expect(text).toContain('<title>2 results · blast radius</title>');
    expect(text).toContain('href="/r/1"');
    expect((await ask('/r/1')).text).toContain('seed 1');
    expect((await ask('/r/2')).text).toContain('seed 2');
    expect(await ask('/r/3')).toMatchObject({ status: 404 });
  });

  it('refuses folders and files that are no results beside others', async () => {
    const folder = await withResults('out');
    for (const other of ['.', 'desk.yaml', 'nowhere']) {
      const { exitCode, stderr } = await blastradius(folder, 'view', 'out', other);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`no results in "${other}"`);
    }
  });

  it('refuses flags of a run for results that are there', async () => {
    const folder = await withResults('out');
    for (const flag of [['--worlds', '5'], ['--watch'], ['--no-merge']]) {
      const { exitCode, stderr } = await blastradius(folder, 'view', 'out', ...flag);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(flag[0] as string)]);
    }
  });
});

describe('the port of view', () => {
  it('that was asked for and is taken is an input error with a way out', async () => {
    const folder = await withResults('out');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const { exitCode, stderr } = await blastradius(folder, 'view', 'out', '--port', String(port));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${port}, which another program listens on`);
    expect(stderr).toContain('leave --port out');
  });
});

describe('Ctrl-C', () => {
  it('ends view at once with 130, and nobody listens any more', async () => {
    const { end, news, ask } = await viewing(await withResults('out'), 'out');
    const updates = news();
    await updates.next();
    expect(await end()).toBe(130);
    await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

/* These start processes of their own, which takes seconds on a busy machine. */
const patient = { timeout: 90_000 };

describe('view of a file', patient, () => {
  it('runs it, shows the report, and leaves nothing behind', async () => {
    const [folder, temporary] = [folderWith({ 'desk.yaml': smallDesk }), folderWith({})];
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { news, ask, end } = await viewing(
      folder,
      'desk.yaml',
      '-n',
      '3200',
      '--seed',
      '5',
      '--maturity',
      'feasible',
    );
    await until(news(), ({ version }) => version?.startsWith('report ') === true);
    expect((await ask('/')).text).toContain('3,200 worlds, seed 5');
    expect(await end()).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['desk.yaml']);
  });

  it('ends with the exit code of a run that cannot begin', async () => {
    const folder = folderWith({ 'desk.yaml': smallDesk.replace('kind: agent', 'kind: agnet') });
    const { exitCode, stdout, stderr } = await blastradius(folder, 'view', 'desk.yaml', '--port', '0', '--json');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('agnet');
  });

  it('keeps the results where it is told', async () => {
    const folder = folderWith({ 'desk.yaml': smallDesk });
    const { news, end } = await viewing(folder, 'desk.yaml', '--out', 'kept', '-n', '320');
    await until(news(), ({ version }) => version?.startsWith('report ') === true);
    await end();
    expect(JSON.parse(readFileSync(join(folder, 'kept', 'summary.json'), 'utf8'))).toMatchObject({
      name: 'small-desk',
    });
  });
});

describe('view --watch', patient, () => {
  it('shows what is wrong with the file, here and in the page, and goes on once it is mended', async () => {
    const broken = smallDesk.replace('kind: agent', 'kind: agnet');
    const folder = folderWith({ 'desk.yaml': broken });
    const { news, ask, shell } = await viewing(folder, 'desk.yaml', '--watch', '-n', '320');
    const updates = news();
    const failed = await until(updates, ({ main }) => main?.includes('Cannot be run') === true);
    expect(failed.main).toContain('agnet');
    expect(shell.said.stderr).toContain('agnet');
    writeFileSync(join(folder, 'desk.yaml'), smallDesk);
    const first = await until(updates, ({ version }) => version?.startsWith('report ') === true);
    writeFileSync(join(folder, 'desk.yaml'), smallDesk.replace('name: small-desk', 'name: larger-desk'));
    await until(updates, ({ version }) => version?.startsWith('report ') === true && version !== first.version);
    expect((await ask('/')).text).toContain('<title>larger-desk · blast radius</title>');
    writeFileSync(join(folder, 'desk.yaml'), broken);
    await until(updates, ({ main }) => main?.includes('Cannot be run') === true);
  });
});
