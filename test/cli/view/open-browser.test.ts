import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noBrowserBecause, openBrowser, openerOf } from '../../../src/cli/view/open-browser.ts';
import { folderWith } from '../fake-shell.ts';

const desk = { DISPLAY: ':0' };

describe('a browser is opened', () => {
  it.each([
    ['linux', desk],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
    ['darwin', {}],
    ['win32', {}],
  ] as const)('before somebody who sits at the machine: %s', (platform, env) => {
    expect(noBrowserBecause({ platform, env })).toBeUndefined();
  });
  it.each([
    ['CI', 'linux', { ...desk, CI: 'true' }],
    ['a remote shell', 'darwin', { SSH_CONNECTION: '10.0.0.1 22 10.0.0.2 22' }],
    ['no display', 'linux', {}],
  ] as const)('not in %s', (reason, platform, env) => expect(noBrowserBecause({ platform, env })).toBe(reason));

  it('by the program of the system, never by a shell', () => {
    const programs = (['linux', 'darwin', 'win32'] as const).map((platform) => openerOf({ platform })[0]);
    expect(programs).toEqual(['xdg-open', 'open', 'rundll32.exe']);
  });
});

describe('opening', () => {
  const url = 'http://127.0.0.1:4747/';
  const withOpener = (script: string) => {
    const bin = folderWith({ 'xdg-open': `#!/bin/sh\n${script}\n` });
    chmodSync(join(bin, 'xdg-open'), 0o755);
    return { bin, machine: { platform: 'linux' as const, env: { PATH: `${bin}:/bin:/usr/bin` } } };
  };

  it('hands the address over', async () => {
    const { bin, machine } = withOpener('echo "$@" > "$(dirname "$0")/opened"');
    expect(await openBrowser(url, machine)).toBe(true);
    expect(readFileSync(join(bin, 'opened'), 'utf8')).toBe(`${url}\n`);
  });
  it('tells when it failed', async () => {
    expect(await openBrowser(url, withOpener('exit 3').machine)).toBe(false);
  });
  it('tells when there is no such program', async () => {
    const bin = folderWith({});
    expect(await openBrowser(url, { platform: 'linux', env: { PATH: bin } })).toBe(false);
    expect(existsSync(join(bin, 'opened'))).toBe(false);
  });
});
