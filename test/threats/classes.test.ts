import { expect, it } from 'vitest';
import { agenticClasses, strideClasses, threatClasses } from '../../src/graph/kinds.ts';
import { compromisingClasses, effectOf, threatClassCards } from '../../src/threats/classes.ts';

it('has five agentic classes and the six of STRIDE, each with its letter', () => {
  const family = (name: string) => threatClasses.filter((threat) => threatClassCards[threat].family === name);
  expect(family('agentic')).toEqual(agenticClasses);
  expect(family('stride')).toEqual(strideClasses);
  expect(strideClasses.map((threat) => threatClassCards[threat].stride.join(''))).toEqual([
    'S',
    'T',
    'R',
    'I',
    'D',
    'E',
  ]);
});

it('compromises by all classes but three, which disable, blind and disclose', () => {
  expect(effectOf('denial-of-service')).toBe('disable');
  expect(effectOf('repudiation')).toBe('blind');
  expect(effectOf('information-disclosure')).toBe('disclose');
  expect(compromisingClasses).toHaveLength(8);
});

it('says each mechanism in one sentence', () => {
  for (const threat of threatClasses) expect(threatClassCards[threat].mechanism).toMatch(/^[A-Z][^.]+\.$/u);
});
