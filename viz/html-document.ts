import { type Child, h, trusted } from './markup.ts';

export type DocumentHead = {
  readonly title: string;
  readonly style: string;
  /** What may run in it: each as a `'sha256-…'`, and `'wasm-unsafe-eval'` where it runs kernels. */
  readonly scriptSources: readonly string[];
  readonly sha256Base64: (text: string) => string;
  /** Of pages that a `view` serves and keeps up to date; all others ask for nothing. */
  readonly viewVersion?: string | undefined;
};

/** An HTML text that carries all that it needs, loads nothing, and runs no code but its own. */
export function htmlDocument(head: DocumentHead, ...body: readonly Child[]): string {
  const { title, style, viewVersion } = head;
  const document = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      {},
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policyOf(head) }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      viewVersion !== undefined && h('meta', { name: 'view-version', content: viewVersion }),
      h('title', {}, title),
      h('link', { rel: 'icon', href: 'data:,' }),
      h('style', {}, trusted(style)),
    ),
    h('body', {}, body),
  );
  return `<!doctype html>\n${document.markup}\n`;
}

const policyOf = ({ style, scriptSources, sha256Base64, viewVersion }: DocumentHead): string =>
  [
    "default-src 'none'",
    `script-src ${scriptSources.join(' ')}`,
    `style-src 'sha256-${sha256Base64(style)}'`,
    'font-src data:',
    'img-src data:',
    ...(viewVersion === undefined ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
