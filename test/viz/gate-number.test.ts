import { describe, expect, it } from 'vitest';
import { gateNumber } from '../../viz/gate-number.ts';

describe('the number beside a threshold', () => {
  it.each([
    ['component reservations reach < 0.10', 0.0546, '0.055'],
    ['component reservations reach < 0.10', 0.098, '0.098'],
    ['component reservations reach < 0.10', 0.09997, '0.09997'],
    ['total fraction < 0.30 in agentic/*', 0.3012, '0.301'],
    ['total fraction < 0.30', 0.26, '0.26'],
    ['total fraction < 0.30', 0.3, '0.30'],
    ['total p95 < 5', 7, '7'],
    ['total mean < 2000', 1234, '1,234'],
  ])('of %s, found %d, is %s', (rule, value, text) => {
    expect(gateNumber({ rule }, value)).toBe(text);
  });
});
