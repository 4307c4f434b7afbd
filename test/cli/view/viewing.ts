import { type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { answer } from '../../../src/cli/answer.ts';
import type { ExitCode } from '../../../src/cli/shell.ts';
import type { LiveUpdate } from '../../../viz/live/live-page.ts';
import { type FakeShell, fakeShell } from '../fake-shell.ts';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
};

export type Viewing = {
  readonly url: string;
  readonly port: number;
  readonly results: readonly { readonly label: string; readonly url: string }[];
  readonly shell: FakeShell;
  /** Raw: the path is sent as it is. */
  ask(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answer>;
  /** Updates of a page, one after the other, until whoever reads has seen enough. */
  news(path?: string): AsyncGenerator<Partial<LiveUpdate>>;
  /** Ctrl-C. */
  end(): Promise<ExitCode>;
};

/** `blastradius view …` on a port of its own, as it is when it is ready. */
export async function viewing(cwd: string, ...argv: string[]): Promise<Viewing> {
  const shell = fakeShell(cwd);
  const ended = answer(['view', '--port', '0', '--json', ...argv], shell);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const end = async (): Promise<ExitCode> => {
    if (!isOver) shell.signal('SIGINT');
    return ended;
  };
  onTestFinished(async () => void (await end()));
  while (!isOver && !shell.said.stdout.includes('\n')) await new Promise((wake) => setTimeout(wake, 10));
  if (isOver) throw new Error(`view ended with ${await ended}: ${shell.said.stderr}`);
  const ready = JSON.parse(shell.said.stdout) as Pick<Viewing, 'url' | 'port' | 'results'>;
  return {
    ...ready,
    shell,
    ask: (path, headers = {}, method = 'GET') => ask(ready.port, path, headers, method),
    news: (path = '/events') => news(ready.port, path),
    end,
  };
}

const ask = (port: number, path: string, headers: Readonly<Record<string, string>>, method: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asked.on('error', reject).end();
  });

async function* news(port: number, path: string): AsyncGenerator<Partial<LiveUpdate>> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent: false }, resolve).on('error', reject).end();
  });
  try {
    let text = '';
    for await (const part of response.setEncoding('utf8')) {
      text += part;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.startsWith('data: ')) yield JSON.parse(event.slice('data: '.length)) as Partial<LiveUpdate>;
      }
    }
  } finally {
    response.destroy();
  }
}

/** The first update for which this holds. */
export async function until(
  updates: AsyncGenerator<Partial<LiveUpdate>>,
  holds: (update: Partial<LiveUpdate>) => boolean,
): Promise<Partial<LiveUpdate>> {
  // Not a loop over them, which would end them with itself.
  for (let next = await updates.next(); next.done !== true; next = await updates.next()) {
    if (holds(next.value)) return next.value;
  }
  throw new Error('the server said nothing more');
}
