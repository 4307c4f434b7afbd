import type { IncomingHttpHeaders } from 'node:http';

export type Refusal = { readonly status: 403 | 405; readonly reason: string };

type Asked = { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders };

/**
 * Why a request is not answered; undefined if it is. Any page in the browser can send requests to this machine, and
 * a name of the attacker's can be made to point to it (DNS rebinding): only who says our own address is heard, only
 * from our own pages, and only to read.
 */
export function refusalOf({ method, headers }: Asked, port: number): Refusal | undefined {
  const { host, origin } = headers;
  if (host === undefined || !isOurs(host.toLowerCase(), port)) return refused('Host is not the address of this server');
  if (origin !== undefined && !isOurOrigin(origin, port)) return refused('Origin is another site');
  if (isEmbedded(headers)) return refused('Another site asks for a part of a page');
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, reason: 'Only GET and HEAD: nothing can be changed' };
  return undefined;
}

const refused = (reason: string): Refusal => ({ status: 403, reason });

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

const isOurs = (host: string, port: number): boolean =>
  NAMES.some((name) => host === `${name}:${port}` || (port === 80 && host === name));

const isOurOrigin = (origin: string, port: number): boolean =>
  origin.startsWith('http://') && isOurs(origin.slice('http://'.length), port);

/** Browsers say who asks, and what for: a link from elsewhere may lead here, no image, frame or script may. */
function isEmbedded(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}
