import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from './refusal.ts';
import type { Served, ServedEvents, ServedTable } from './served.ts';

export type ViewServer = {
  readonly port: number;
  readonly url: string;
  /** Cuts every connection. */
  close(): Promise<void>;
};

/** Loopback only: nobody but this machine can connect. */
const ADDRESS = '127.0.0.1';
/** Proxies and laptops that slept lose silent connections. */
const ALIVE_MS = 15_000;

/**
 * Answers from a table.
 * @param port - 0: any that is free
 * @param tell - told what goes wrong while something is made
 * @throws the system's error, with its code, if the port cannot be had
 */
export async function openServer(table: ServedTable, port: number, tell: (error: Error) => void): Promise<ViewServer> {
  const server = createServer((request, response) => {
    answer(request, response, table, tell).catch((error: Error) => {
      tell(error);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'text/plain', 'This cannot be shown: the terminal says why.', request.method);
    });
  });
  server.headersTimeout = 10_000;
  await listening(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    url: `http://${ADDRESS}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ADDRESS, () => {
      server.off('error', reject);
      resolve();
    });
  });

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  table: ServedTable,
  tell: (error: Error) => void,
): Promise<void> {
  const { localPort = 0 } = request.socket;
  const refusal = refusalOf(request, localPort);
  if (refusal !== undefined) {
    if (refusal.status === 405) response.setHeader('Allow', 'GET, HEAD');
    return sendText(response, refusal.status, 'text/plain', `${refusal.reason}.`, request.method);
  }
  const served: Served | undefined = table.get(pathOf(request.url));
  if (served === undefined) return sendText(response, 404, 'text/plain', 'Nothing is here.', request.method);
  if (served.form === 'events') return sendEvents(request, response, served, tell);
  sendText(response, 200, served.type, await served.text(), request.method);
}

/** As it was sent, without what follows a question mark; nothing is decoded or resolved. */
const pathOf = (url = ''): string => url.split('?', 1)[0] ?? '';

/**
 * The pages carry the rest of their policy themselves: which code is theirs, by its hash. A header can add only what a
 * page cannot say: that nobody may put it into a frame.
 */
const headers = {
  'Content-Security-Policy': "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'",
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

function sendText(response: ServerResponse, status: number, type: string, text: string, method?: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, {
    ...headers,
    ...(type === 'text/html' ? {} : { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }),
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': body.length,
  });
  response.end(method === 'HEAD' ? undefined : body);
}

function sendEvents(
  { method, socket }: IncomingMessage,
  response: ServerResponse,
  { subscribe }: ServedEvents,
  tell: (error: Error) => void,
): void {
  response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' });
  if (method === 'HEAD') return void response.end();
  socket.setNoDelay(true);
  response.write('retry: 1000\n\n');
  const send = (data: string): void => void response.write(`data: ${data.replaceAll('\n', '\ndata: ')}\n\n`);
  const alive = setInterval(() => response.write(':\n\n'), ALIVE_MS);
  const unsubscribe = subscribe(send);
  response.on('error', tell);
  response.on('close', () => {
    clearInterval(alive);
    unsubscribe();
  });
}
