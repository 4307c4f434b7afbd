import { describe, expect, it } from 'vitest';
import { controlOffIn, controlOffPart } from '../../src/graph/control-off-part.ts';

describe("the part of a scenario's id that names a control", () => {
  it.each(['input-filter', 'each', 'a/b c', 'control-off:x', '100 %'])('gives back who is off: %s', (control) => {
    expect(controlOffIn(controlOffPart(control))).toBe(control);
    expect(controlOffPart(control)).not.toMatch(/[\s/]/u);
  });

  it('is none of the other parts', () => {
    for (const part of ['sir', 'web-search', 'agentic-classes', 'attempts=5', 'control-off:%ZZ'])
      expect(controlOffIn(part)).toBeNull();
  });
});
