import { describe, expect, it } from 'vitest';
import { a2a } from '../../src/import/a2a.ts';
import { componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('a2a');
const card = (name: string, more: object = {}) => ({
  name,
  url: `https://${name.toLowerCase().replaceAll(' ', '-')}.example.org/`,
  protocolVersion: '0.3.0',
  capabilities: {},
  skills: [{ id: 'talk', name: 'Talk' }],
  ...more,
});
const read = (value: unknown, name?: string) => a2a.read(jsonFile(value, name));
const trustOf = (value: unknown) =>
  read(value).ecosystem.relations.find(({ kind, from }) => kind === 'feeds' && /callers$/.test(from))?.trust.along;
const together = (...cards: object[]) =>
  a2a.together?.(
    cards.map((one, at) => {
      const name = `${at}.json`;
      return { name, imported: read(one, name), idOf: (id: string) => `${at}/${id}` };
    }),
  );

describe('an agent card', () => {
  it('is an agent on a host that strangers can reach, with its skills as tags', () => {
    const imported = a2a.read(sample('travel.hotel_booking_agent.json'));
    expect(edges(imported)).toContain('Hotel Booking Agent runs-on localhost');
    expect(componentOf(imported, 'Hotel Booking Agent callers')).toMatchObject({ kind: 'external', exposed: true });
    expect(componentOf(imported, 'Hotel Booking Agent')?.tags).toEqual(
      expect.arrayContaining(['egress', 'push-notifications', 'skill:book_accommodation']),
    );
  });

  it.each([
    [undefined, 1],
    [{ k: { type: 'apiKey' } }, 0.8],
    [{ k: { type: 'http', scheme: 'bearer' } }, 0.6],
    [{ k: { type: 'oauth2' } }, 0.4],
    [{ k: { openIdConnectSecurityScheme: { openIdConnectUrl: 'x' } } }, 0.4],
    [{ k: { type: 'mutualTLS' } }, 0.2],
  ])('lets less of what strangers send through with %j', (securitySchemes, trust) => {
    expect(trustOf(card('A', { securitySchemes }))).toEqual({ form: 'number', value: trust });
  });

  it('is as open as its weakest way in', () => {
    const securitySchemes = { weak: { type: 'apiKey' }, strong: { type: 'mutualTLS' } };
    const security = (...ways: object[]) => trustOf(card('A', { securitySchemes, security: ways }));
    expect(security({ weak: [] }, { strong: [] })).toMatchObject({ value: 0.8 });
    expect(security({ weak: [], strong: [] })).toMatchObject({ value: 0.2 });
    expect(security({ strong: [] }, {})).toMatchObject({ value: 1 });
  });

  it('gives its credentials to clients, and not to strangers', () => {
    const found = edges(read(card('A', { securitySchemes: { k: { type: 'apiKey' } } })));
    expect(found).toEqual(
      expect.arrayContaining(['A authenticates A k (accepts)', 'A clients authenticates A k (holds)']),
    );
    expect(found).not.toContain('A callers authenticates A k (holds)');
  });

  it('is the same as another of its address, not of its name', () => {
    const keysOf = (value: object) => [...(read(value).identities.get('A') ?? [])].map(({ by, key }) => `${by} ${key}`);
    const [one, other] = [card('A'), card('A', { url: 'https://other.example.org/' })];
    expect(keysOf(one).filter((key) => keysOf(other).includes(key))).toEqual([]);
    expect(keysOf(one)).toEqual(keysOf({ ...one, description: 'copied' }));
    const local = (name: string) => card(name, { url: 'http://localhost:9999/' });
    expect(keysOf(local('A'))).not.toEqual([...(read(local('B')).identities.get('B') ?? [])]);
  });
});

describe('several agent cards', () => {
  const plain = [card('Flights'), card('Hotels', { securitySchemes: { k: { type: 'apiKey' } } })];

  it('have the hub delegate to all others, assumed, with a warning', () => {
    const found = together(card('Travel Orchestrator'), ...plain, card('Trip Planner'));
    const relations = found?.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
    expect(relations).toEqual([
      '0/Travel Orchestrator delegates 1/Flights',
      '0/Travel Orchestrator delegates 2/Hotels',
      '0/Travel Orchestrator authenticates 2/Hotels k',
      '0/Travel Orchestrator delegates 3/Trip Planner',
    ]);
    expect(found?.relations.every(({ provenance }) => provenance.certainty === 'assumed')).toBe(true);
    expect(found?.warnings[0]?.found).toContain('4 agent cards, which name no peers');
  });

  it('find the hub by a skill if no name tells, and nothing without one', () => {
    const desk = card('Ada', { skills: [{ id: 'request-routing', name: 'Routing' }] });
    expect(together(desk, ...plain)?.relations.map(({ from }) => from)).toContain('0/Ada');
    const none = together(...plain);
    expect(none?.relations).toEqual([]);
    expect(none?.warnings).toHaveLength(1);
    expect(together(card('Planner'))?.warnings).toEqual([]);
  });

  it('mark what leads to a signed card as signed', () => {
    const found = together(card('Router'), card('B', { signatures: [{ protected: 'x', signature: 'y' }] }));
    expect(found?.relations.map(({ signed }) => signed)).toEqual([true]);
  });

  it('are joined in one file as well', () => {
    expect(edges(read([card('Concierge'), ...plain]))).toContain('Concierge delegates Flights');
  });
});
