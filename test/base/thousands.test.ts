import { expect, it } from 'vitest';
import { thousands } from '../../src/base/thousands.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-12345, '-12,345'],
  [1_000_000_000, '1,000,000,000'],
])('sets commas between thousands: %i', (count, said) => expect(thousands(count)).toBe(said));
