import type { PageCode } from '../../viz/page.ts';

/** For tests that read a report but run nothing in it: the real code comes from the build. */
export const noPageCode: PageCode = {
  loader: '// loader',
  page: '// page code',
  engine: '// engine code',
  kernels: new Uint8Array(),
};
