import type { InvalidInputError } from '../../base/errors.ts';
import { usageError } from '../usage.ts';
import type { ViewServer } from './server.ts';
import { USUAL_PORT } from './usual-port.ts';

const TRIED = 20;

/**
 * Opens on the port that was asked for; else on the usual one, or the next that is free.
 * @throws {InvalidInputError} if the one that was asked for cannot be had, or none of the others
 */
export async function onSomePort(
  asked: number | undefined,
  open: (port: number) => Promise<ViewServer>,
): Promise<ViewServer> {
  if (asked !== undefined) return open(asked).catch((error) => Promise.reject(refusedPort(asked, error)));
  for (let port = USUAL_PORT; port < USUAL_PORT + TRIED; port++) {
    try {
      return await open(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw refusedPort(port, error);
    }
  }
  return open(0);
}

function refusedPort(port: number, error: unknown): InvalidInputError | unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const found =
    code === 'EADDRINUSE'
      ? `${port}, which another program listens on`
      : code === 'EACCES'
        ? `${port}, which only an administrator may open`
        : `${port}: an error of the system (${code})`;
  const other = port === USUAL_PORT || port < 1024 ? USUAL_PORT + 1 : port + 1;
  return usageError(
    'a free port after --port',
    found,
    `Name another one, --port ${Math.min(other, 65_535)}, or leave --port out: then a free one is found.`,
  );
}
