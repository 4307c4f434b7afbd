import { morph } from './morph.ts';
import { toggleTheme } from './theme-toggle.ts';

/**
 * Entry of the code of pages that `view` serves, beside the report's own: listens to the server that sent the page,
 * shows what is new, and loads the page again when another one stands at its address.
 */
type Update = { readonly version: string; readonly title: string; readonly main: string; readonly said: string };

const version = document.querySelector<HTMLMetaElement>('meta[name="view-version"]')?.content;
const main = document.querySelector<HTMLElement>('main[data-live]');
const connection = document.getElementById('connection');
const said = document.getElementById('said');

/** Nobody can listen to something new every second. */
const SPEAK_EVERY_MS = 15_000;
const AGAIN_MS = 2_000;

let source: EventSource | undefined;
let spokenAt = 0;

function listen(): void {
  if (source !== undefined || document.visibilityState === 'hidden') return;
  source = new EventSource(`${location.pathname.replace(/\/$/, '')}/events`);
  source.addEventListener('open', () => tell(''));
  source.addEventListener('message', ({ data }: MessageEvent<string>) => show(JSON.parse(data) as Update));
  source.addEventListener('error', () => {
    tell('Not connected: this is the last that is known');
    // The browser tries again by itself, but not after an answer that was no stream.
    if (source?.readyState !== EventSource.CLOSED) return;
    source = undefined;
    setTimeout(listen, AGAIN_MS);
  });
}

function show(update: Update): void {
  if (update.version !== version) location.reload();
  if (update.version !== version || main === null) return;
  document.title = update.title;
  morph(main, update.main);
  speak(update.said);
}

function speak(text: string): void {
  if (said === null || text === '' || text === said.textContent || performance.now() - spokenAt < SPEAK_EVERY_MS)
    return;
  spokenAt = performance.now();
  said.textContent = text;
}

function tell(text: string): void {
  if (connection !== null && connection.textContent !== text) connection.textContent = text;
}

// A page that nobody looks at holds no connection: browsers have few of them for one address.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') {
    source?.close();
    source = undefined;
  } else listen();
});
if (main !== null) {
  document.querySelector('[data-action="theme"]')?.addEventListener('click', toggleTheme);
}
listen();
