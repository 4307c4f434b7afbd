import { describe, expect, it } from 'vitest';

// A fair coin thrown 10,000 times: one standard error is exactly 0.005.
const coin = { worlds: 10_000, errors: 4 };

describe('toBeWithinStandardErrors', () => {
  it('accepts a share four standard errors away and refuses one a little further', () => {
    expect(0.52).toBeWithinStandardErrors(0.5, coin);
    expect(0.48).toBeWithinStandardErrors(0.5, coin);
    expect(0.5201).not.toBeWithinStandardErrors(0.5, coin);
    expect(() => expect(0.53).toBeWithinStandardErrors(0.5, coin)).toThrow('it is 6.00 standard errors away');
  });

  it('asks for equality where the expected share leaves no chance', () => {
    expect(1).toBeWithinStandardErrors(1, coin);
    expect(0.9999).not.toBeWithinStandardErrors(1, coin);
  });

  it('refuses what is not a number, and an expectation that is not a share', () => {
    expect(() => expect(undefined).toBeWithinStandardErrors(0.5, coin)).toThrow('a finite number, received undefined');
    expect(() => expect(Number.NaN).toBeWithinStandardErrors(0.5, coin)).toThrow('a finite number, received NaN');
    expect(() => expect(0.5).toBeWithinStandardErrors(1.5, coin)).toThrow(RangeError);
    expect(() => expect(0.5).toBeWithinStandardErrors(0.5, { worlds: 0, errors: 4 })).toThrow(RangeError);
  });
});

describe('toBeWithinStandardErrorsOf', () => {
  it('measures any estimate by the error it is given', () => {
    expect(13).toBeWithinStandardErrorsOf(10, { standardError: 1, errors: 3 });
    expect(13.1).not.toBeWithinStandardErrorsOf(10, { standardError: 1, errors: 3 });
    expect(0.1 + 0.2).toBeWithinStandardErrorsOf(0.3, { standardError: 0, errors: 4 });
    expect(() => expect(1).toBeWithinStandardErrorsOf(1, { standardError: -1, errors: 4 })).toThrow(RangeError);
  });
});
