import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/cli/view/refusal.ts';

const PORT = 4747;
const asked = (headers: Readonly<Record<string, string>>, method = 'GET') =>
  refusalOf({ method, headers: { host: `127.0.0.1:${PORT}`, ...headers } }, PORT);

describe('a request to the server of view is answered if', () => {
  it.each(['127.0.0.1:4747', 'localhost:4747', 'LOCALHOST:4747', '[::1]:4747'])('its host is %s', (host) => {
    expect(asked({ host })).toBeUndefined();
  });
  it('it comes from a page of the server itself', () => {
    expect(asked({ origin: 'http://localhost:4747', 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  });
  it('somebody follows a link from elsewhere', () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(asked(link)).toBeUndefined();
  });
  it('it only asks for the head', () => expect(asked({}, 'HEAD')).toBeUndefined());
  it('the port is 80 and stands nowhere', () => {
    expect(refusalOf({ method: 'GET', headers: { host: 'localhost' } }, 80)).toBeUndefined();
  });
});

describe('a request to the server of view is refused if', () => {
  it.each([
    'evil.example:4747',
    'evil.example',
    '127.0.0.1',
    'localhost',
    'localhost:4748',
    'localhost:47470',
    '127.0.0.1.evil.example:4747',
    'localhost.evil.example:4747',
    'evil.example:4747@localhost:4747',
    '127.0.0.2:4747',
    '0.0.0.0:4747',
    '[::]:4747',
    '192.168.0.4:4747',
    '',
  ])('its host is "%s"', (host) => expect(asked({ host })).toMatchObject({ status: 403 }));

  it('it names no host at all', () => {
    expect(refusalOf({ method: 'GET', headers: {} }, PORT)).toMatchObject({ status: 403 });
  });
  it.each(['http://evil.example', 'https://127.0.0.1:4747', 'http://localhost:3000', 'null', 'file://', ''])(
    'its origin is "%s"',
    (origin) => expect(asked({ origin })).toMatchObject({ status: 403 }),
  );
  it.each([
    ['a script', 'no-cors', 'script'],
    ['an image', 'no-cors', 'image'],
    ['a frame', 'navigate', 'iframe'],
    ['a fetch', 'cors', 'empty'],
  ])('%s of another site asks', (_what, mode, dest) => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
      expect(asked(headers)).toMatchObject({ status: 403 });
    }
  });
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('it wants to %s', (method) => {
    expect(asked({}, method)).toMatchObject({ status: 405 });
  });
});
