import type { StrideLetter } from './classes.ts';

export const strideWords: Readonly<Record<StrideLetter, string>> = {
  S: 'spoofing',
  T: 'tampering',
  R: 'repudiation',
  I: 'information disclosure',
  D: 'denial of service',
  E: 'elevation of privilege',
};
