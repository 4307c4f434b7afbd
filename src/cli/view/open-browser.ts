import { type ChildProcess, spawn } from 'node:child_process';

type Machine = { readonly platform: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>> };

/** Why no browser can be expected to open before somebody's eyes; undefined if one can. */
export function noBrowserBecause({ platform, env }: Machine): string | undefined {
  if (env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false') return 'CI';
  if (env['SSH_CONNECTION'] !== undefined || env['SSH_TTY'] !== undefined) return 'a remote shell';
  const hasWindows = env['DISPLAY'] || env['WAYLAND_DISPLAY'] || env['BROWSER'] || env['WSL_DISTRO_NAME'];
  if (platform !== 'darwin' && platform !== 'win32' && !hasWindows) return 'no display';
  return undefined;
}

/** The program of the system that opens an address, without a shell in between. */
export const openerOf = ({ platform }: Pick<Machine, 'platform'>): readonly [program: string, ...args: string[]] =>
  platform === 'darwin'
    ? ['open']
    : platform === 'win32'
      ? ['rundll32.exe', 'url.dll,FileProtocolHandler']
      : ['xdg-open'];

/** Opens an address of our own. @returns whether a program took it, as far as it says within a moment */
export async function openBrowser(url: string, machine: Machine): Promise<boolean> {
  const [program, ...args] = openerOf(machine);
  let child: ChildProcess;
  try {
    child = spawn(program, [...args, url], { stdio: 'ignore', detached: true, env: machine.env });
  } catch {
    return false;
  }
  child.unref();
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    // Some go on as long as the browser does.
    setTimeout(() => resolve(true), PATIENCE_MS).unref();
  });
}

const PATIENCE_MS = 3_000;
