import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import type { Card } from './card.ts';

/** How callers of an agent prove who they are. */
export type Scheme = {
  readonly name: string;
  readonly located: Located;
  /** `apiKey`, `http bearer`, `oauth2`, … */
  readonly type: string;
  /** How much of what strangers send still gets through. */
  readonly trust: number;
};

/** How much gets through, by how callers must prove themselves: judged. The first row that matches holds. */
const trusts: readonly (readonly [type: RegExp, trust: number])[] = [
  [/mutual|mtls/i, 0.2],
  [/oauth|openid|oidc/i, 0.4],
  [/bearer|jwt/i, 0.6],
  [/apikey|api_key|basic|http/i, 0.8],
];

const trustOf = (type: string): number => trusts.find(([pattern]) => pattern.test(type))?.[1] ?? 1;

/** `securitySchemes`, and `authentication.schemes` of the first versions. */
export function schemesOf({ map }: Card): Scheme[] {
  const named = entriesOf(find(map, 'securitySchemes')).map(([name, { value }]) => scheme(name, value, typeOf(value)));
  const older = listOf(find(map, 'authentication', 'schemes')).flatMap((located) => {
    const name = textOf(located)?.trim();
    return name === undefined || name === '' || /^(?:none|public)$/i.test(name) ? [] : [scheme(name, located, name)];
  });
  return [...named, ...older];
}

const scheme = (name: string, located: Located, type: string): Scheme => ({
  name,
  located,
  type,
  trust: trustOf(type),
});

/** `{ type: http, scheme: bearer }`, or version 1.0's `{ httpAuthSecurityScheme: { scheme: bearer } }`. */
function typeOf(located: Located): string {
  const [wrapped] = entriesOf(located).filter(([key]) => /SecurityScheme$/.test(key));
  const inner = wrapped === undefined ? located : wrapped[1].value;
  const type = wrapped?.[0].replace(/(?:Auth)?SecurityScheme$/, '') ?? textOf(find(inner, 'type')) ?? 'unknown';
  const kind = textOf(find(inner, 'scheme'));
  return `${type}${kind === undefined ? '' : ` ${kind}`}`.slice(0, 60);
}

export type Access = { readonly trust: number; readonly rule: string };

/** What a stranger can do: the weakest way in decides. */
export function accessOf(card: Card, schemes: readonly Scheme[]): Access {
  if (schemes.length === 0) return { trust: 1, rule: 'the card asks its callers for no credential: anybody may write' };
  const byName = new Map(schemes.map((one) => [one.name, one]));
  const required = find(card.map, 'security') ?? find(card.map, 'securityRequirements');
  const ways = listOf(required).map((way) => namesIn(way).map((name) => byName.get(name)?.trust ?? 1));
  if (ways.some((way) => way.length === 0))
    return { trust: 1, rule: 'one of the ways in that the card allows asks for no credential' };
  // All schemes of one way must be met; any way will do.
  const trust = ways.length > 0 ? Math.max(...ways.map((way) => Math.min(...way))) : Math.max(...trustsOf(schemes));
  const weakest = schemes.find((one) => one.trust === trust)?.type ?? 'unknown';
  const asked = ways.length > 0 ? 'callers prove themselves with' : 'that callers must use one of its schemes, such as';
  return { trust, rule: `${asked} ${weakest}: that ${trust} of what strangers send gets through is judged` };
}

const trustsOf = (schemes: readonly Scheme[]): number[] => schemes.map(({ trust }) => trust);

/** `{ google: [] }`, or version 1.0's `{ schemes: { google: { list: [] } } }`. */
const namesIn = (way: Located): string[] => entriesOf(find(way, 'schemes') ?? way).map(([name]) => name);
